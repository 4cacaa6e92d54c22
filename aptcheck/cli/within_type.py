"""The ``--within`` option: between which distances from the science a background is looked for."""

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
    help="Distances from the science target, arcsec.",
)
