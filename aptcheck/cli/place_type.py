"""The ``--target`` option: a position on the sky."""

from __future__ import annotations

import click

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
        text = str(value).strip()
        from aptcheck.tasks.visibility import position_in

        place = position_in(text)
        if place is None:
            self.fail(
                f"{text!r} is no position such as '150.1163 2.2010' (degrees) or "
                "'10 00 27.9 +02 12 03.6'.",
                param,
                ctx,
            )
        return place


PLACE = PlaceType()
