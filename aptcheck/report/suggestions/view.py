"""Which part of the sky a panel shows, and how it maps to pixels: east left, north up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from aptcheck.suggestions import ChartDisc

__all__ = ["View", "around"]

_ROOM = 1.08  # margin around the content of a panel


@dataclass(frozen=True, slots=True)
class View:
    """The part of the sky in a panel: middle and half side, arcsec, and side in pixels."""

    east: float
    north: float
    half: float
    size: float

    @property
    def scale(self) -> float:
        """Pixels per arcsecond."""
        return self.size / 2.0 / self.half

    def at(self, east: float, north: float) -> tuple[float, float]:
        """Return where an offset is, pixels."""
        middle = self.size / 2.0
        return middle - (east - self.east) * self.scale, middle - (north - self.north) * self.scale

    def disc(self, disc: ChartDisc) -> tuple[float, float, float]:
        """Return a disc in pixels."""
        return *self.at(disc.east, disc.north), disc.radius * self.scale

    def shows(self, disc: ChartDisc) -> bool:
        """Whether some of a disc may be in the panel."""
        reach = self.half + disc.radius
        return abs(disc.east - self.east) < reach and abs(disc.north - self.north) < reach


def around(discs: Iterable[ChartDisc], size: float) -> View:
    """Return the smallest square view, ``size`` pixels wide, that holds all discs."""
    discs = tuple(discs)
    easts = [edge for d in discs for edge in (d.east - d.radius, d.east + d.radius)]
    norths = [edge for d in discs for edge in (d.north - d.radius, d.north + d.radius)]
    half = max(max(easts) - min(easts), max(norths) - min(norths), 1.0) / 2.0
    east, north = (max(easts) + min(easts)) / 2.0, (max(norths) + min(norths)) / 2.0
    return View(east, north, _ROOM * half, size)
