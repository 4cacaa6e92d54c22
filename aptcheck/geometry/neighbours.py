"""Neighbours of places on the sphere: in plain arithmetic, without comparing all pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import product
from math import floor, radians
from operator import itemgetter
from typing import Generic, TypeVar

from aptcheck.geometry.great_circle import Vector, angle_arcsec, direction

__all__ = ["Neighbours"]

Thing = TypeVar("Thing")

_Cell = tuple[int, int, int]


class Neighbours(Generic[Thing]):
    """Things at places, searched by nearness to another place.

    Parameters
    ----------
    things : iterable of (tuple of float, Thing)
        Each with its (RA, Dec) in degrees.
    """

    def __init__(self, things: Iterable[tuple[tuple[float, float], Thing]]) -> None:
        self._things = [(direction(*place), thing) for place, thing in things]
        #: By reach: cubes with an edge of this length, so that neighbours are at most one cube
        #: away.
        self._cells: dict[float, dict[_Cell, list[tuple[int, Vector, Thing]]]] = {}

    def near(self, place: tuple[float, float], reach_arcsec: float) -> list[tuple[float, Thing]]:
        """Return what is within reach of (RA, Dec), as (arcsec, thing), in the order given.

        ``reach_arcsec`` is above zero.
        """
        edge = radians(reach_arcsec / 3600.0)
        cells = self._cells.get(reach_arcsec)
        if cells is None:
            cells = self._cells[reach_arcsec] = defaultdict(list)
            for number, (towards, thing) in enumerate(self._things):
                cells[_cell(towards, edge)].append((number, towards, thing))
        own = direction(*place)
        x, y, z = _cell(own, edge)
        around = product((x - 1, x, x + 1), (y - 1, y, y + 1), (z - 1, z, z + 1))
        beside = (one for cell in around for one in cells.get(cell, ()))
        measured = ((number, angle_arcsec(own, at), thing) for number, at, thing in beside)
        found = [one for one in measured if one[1] <= reach_arcsec]
        found.sort(key=itemgetter(0))
        return [(arcsec, thing) for _, arcsec, thing in found]


def _cell(towards: Vector, edge: float) -> _Cell:
    x, y, z = (floor(part / edge) for part in towards)
    return x, y, z
