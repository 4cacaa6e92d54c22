"""The ``--within`` option: between which distances from the science a background is looked for."""

from __future__ import annotations

import click

from aptcheck.engine.arguments import ring_of
from aptcheck.errors import UsageError

__all__ = ["WITHIN"]


class WithinType(click.ParamType[tuple[float, float]]):
    """Two distances in arcsec, ``30..120``."""

    name = "within"

    def convert(
        self,
        value: object,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[float, float]:
        """Return (inner, outer), or fail with one sentence."""
        if isinstance(value, tuple):
            return value
        try:
            return ring_of(str(value))
        except UsageError as fault:
            self.fail(str(fault), param, ctx)


WITHIN = click.option(
    "--within",
    type=WithinType(),
    default="30..120",
    show_default=True,
    metavar="A..B",
    help="Distances from the science target, arcsec.",
)
