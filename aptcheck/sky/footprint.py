"""The MRS field of an observation about its target.

Everything turns rigidly about the target with V3PA, so one set of corners stands for all angles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from aptcheck.observatory.siaf import Aperture, mrs_aperture, primary_aperture
from aptcheck.sky.mosaic import SINGLE, Grid, Tile, tiles
from aptcheck.sky.reach import Reach, reach_of
from aptcheck.sky.tangent import project

if TYPE_CHECKING:
    from aptcheck.observatory.dithers import Dither

__all__ = ["Field", "Footprint", "field"]

Point = tuple[float, float]


@dataclass(frozen=True, kw_only=True, slots=True)
class Footprint:
    """One band at one dither position of one tile.

    Attributes
    ----------
    band : str
        "1A" to "4C".
    dither, tile : int
        Counted from 1.
    corners : four (x, y)
        Offsets from the target along V2 and V3 in the tangent plane, arcsec: east and north at a
        V3PA of 0.
    pad : float
        How far the true field may lie from these corners, arcsec.
    """

    band: str
    dither: int
    tile: int
    corners: tuple[Point, ...]
    pad: float = 0.0

    @property
    def label(self) -> str:
        """The footprint in words, as in `2B dither 3`."""
        tile = f" tile {self.tile}" if self.tile > 1 else ""
        return f"{self.band} dither {self.dither}{tile}"


@dataclass(frozen=True)
class Field:
    """All footprints of an observation; the pivot is the target, at offset (0, 0)."""

    footprints: tuple[Footprint, ...]

    @cached_property
    def reach(self) -> Reach:
        """The ring about the target that the field sweeps, pads included."""
        return reach_of((footprint.corners, footprint.pad) for footprint in self.footprints)

    @cached_property
    def pad_arcsec(self) -> float:
        """The largest pad of a footprint, arcsec."""
        return max(footprint.pad for footprint in self.footprints)

    @cached_property
    def bands(self) -> tuple[str, ...]:
        """The bands in use, sorted."""
        return tuple(sorted({footprint.band for footprint in self.footprints}))


def field(
    pointings: Iterable[tuple[Iterable[str], Dither]],
    *,
    primary_channel: str | None = "ALL",
    grid: Grid = SINGLE,
    offset: Point = (0.0, 0.0),
) -> Field:
    """Return the field of bands taken with dither patterns.

    Parameters
    ----------
    pointings : iterable of (bands, dither)
        Which bands ("1A" to "4C") are taken with which pattern.
    primary_channel : str or None
        APT's Primary Channel: which aperture holds the target.
    grid : Grid
        The mosaic.
    offset : (x, y)
        The Offset special requirement, arcsec: the Ideal coordinates of the primary aperture at
        which the target lands (STScI's WHIPPOT tool; program 1171 puts its targets on the imager
        with -50, -55 from the MRS).

    Raises
    ------
    KeyError
        If there is no such band.
    ValueError
        If there are no pointings.
    """
    taken = tuple((tuple(bands), pattern) for bands, pattern in pointings)
    return _field(taken, primary_channel, grid, offset)


# The pairs of a programme mostly share one set-up: its corners are worked out once.
@lru_cache(maxsize=64)
def _field(
    pointings: tuple[tuple[tuple[str, ...], Dither], ...],
    primary_channel: str | None,
    grid: Grid,
    offset: Point,
) -> Field:
    primary = primary_aperture(primary_channel)
    footprints: dict[tuple[str, tuple[Point, ...]], Footprint] = {}
    for bands, pattern in pointings:
        for footprint in _footprints(bands, pattern, primary, grid, offset):
            footprints.setdefault((footprint.band, footprint.corners), footprint)
    if not footprints:
        raise ValueError("an observation without MRS exposures has no field")
    return Field(tuple(footprints.values()))


def _footprints(
    bands: tuple[str, ...], pattern: Dither, primary: Aperture, grid: Grid, offset: Point
) -> Iterator[Footprint]:
    for tile in tiles(grid, primary):
        for number, position in enumerate(pattern.offsets, start=1):
            target = _target(primary, position, offset, tile)
            for band in bands:
                yield Footprint(
                    band=band,
                    dither=number,
                    tile=tile.number,
                    corners=_about(target, mrs_aperture(band)),
                    pad=pattern.pad + tile.pad,
                )


def _target(primary: Aperture, position: Point, offset: Point, tile: Tile) -> Point:
    """Return V2, V3 of the target: it moves against the field when a tile moves the field."""
    v2, v3 = primary.telescope(*offset)
    dx, dy = position  # Ideal axes of the MRS: x against V2, y along V3
    return v2 - dx - tile.shift[0], v3 + dy - tile.shift[1]


def _about(target: Point, band: Aperture) -> tuple[Point, ...]:
    v2, v3 = (angle / 3600.0 for angle in target)
    return tuple(project(v2, v3, c2 / 3600.0, c3 / 3600.0) for c2, c3 in band.corners)
