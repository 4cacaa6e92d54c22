"""The ``--within`` option: the range of distances from the science target to search."""

from __future__ import annotations

import click

from aptcheck.cli.understood_type import UnderstoodType
from aptcheck.engine.arguments import ring_of

__all__ = ["WITHIN"]

WITHIN = click.option(
    "--within",
    type=UnderstoodType("within", ring_of),
    default="30..120",
    show_default=True,
    metavar="A..B",
    help="Range of distances from the science target, arcsec.",
)
