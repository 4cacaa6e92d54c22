"""The ``--target`` option: a position on the sky, ICRS, in degrees or sexagesimal."""

from __future__ import annotations

from aptcheck.cli.understood_type import UnderstoodType
from aptcheck.engine.arguments import place_of

__all__ = ["PLACE"]

PLACE = UnderstoodType("place", place_of)
