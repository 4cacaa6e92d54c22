"""The ``--target`` option: a position on the sky."""

from __future__ import annotations

import click

from aptcheck.engine.arguments import place_of
from aptcheck.errors import UsageError

__all__ = ["PLACE"]


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
        try:
            return place_of(str(value))
        except UsageError as fault:
            self.fail(str(fault), param, ctx)


PLACE = PlaceType()
