"""The ``--target`` option: a position on the sky."""

from __future__ import annotations

import math
import re

import click

from aptcheck.apt.astrometry import equatorial_deg

__all__ = ["PLACE"]

_UNITS = re.compile(r"[hdms°'\"′″]")


class PlaceType(click.ParamType[tuple[float, float]]):
    """Right ascension and declination, ICRS, as degrees: ``150.1163 2.2010`` or sexagesimal."""

    name = "place"

    def convert(
        self,
        value: object,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[float, float]:
        """Return (RA, Dec) in degrees, or fail with one sentence."""
        if isinstance(value, tuple):
            return value
        text = str(value).strip()
        place = _degrees(text) or equatorial_deg(" ".join(_UNITS.sub(" ", text).split()))
        if place is None:
            self.fail(
                f"{text!r} is no position such as '150.1163 2.2010' (degrees) or "
                "'10 00 27.9 +02 12 03.6'.",
                param,
                ctx,
            )
        return place


def _degrees(text: str) -> tuple[float, float] | None:
    parts = text.replace(",", " ").split()
    try:
        ra, dec = (float(part) for part in parts)
    except ValueError:
        return None
    if not (math.isfinite(ra) and -90.0 <= dec <= 90.0):
        return None
    return ra % 360.0, dec


PLACE = PlaceType()
