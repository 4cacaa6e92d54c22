"""The field of an observation around its target: footprints of apertures.

Everything turns rigidly about the target with V3PA, so one set of corners is valid for all angles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from aptcheck.geometry.reach import Reach, reach_of
from aptcheck.geometry.tangent import Point, project

if TYPE_CHECKING:
    from aptcheck.geometry.mosaic import Tile
    from aptcheck.observatory.siaf import Aperture

__all__ = ["Dither", "Field", "Footprint", "footprints"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Dither:
    """The positions of one dither pattern.

    Attributes
    ----------
    name : str
        The pattern's name in its table; NONE without dithers, UNKNOWN for a text that APT is not
        known to write.
    offsets : tuple of (x, y)
        Ideal coordinates of the target at each position, arcsec.
    pad : float
        How far the true positions may be from these, arcsec.
    is_bound : bool
        The pad is an upper bound, because nothing else is known about the positions.
    """

    name: str
    offsets: tuple[Point, ...]
    pad: float = 0.0
    is_bound: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Footprint:
    """One band at one dither position of one tile.

    Attributes
    ----------
    band : str
        Its name: "1A" to "4C" for the MRS, elsewhere from filter and grating.
    dither, tile : int
        Counted from 1.
    corners : four (x, y)
        Of the aperture's outline, offsets from the target along V2 and V3 in the tangent plane,
        arcsec: east and north at a V3PA of 0.
    pad : float
        How far the true field may be from these corners, arcsec.
    is_bound : bool
        As for its dither.
    """

    band: str
    dither: int
    tile: int
    corners: tuple[Point, ...]
    pad: float = 0.0
    is_bound: bool = False

    @property
    def area_arcsec2(self) -> float:
        """Its area, square arcsec."""
        following = (*self.corners[1:], self.corners[0])
        pairs = zip(self.corners, following, strict=True)
        return abs(sum(a * d - b * c for (a, b), (c, d) in pairs)) / 2.0

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
    def without_pads(self) -> Field:
        """The same field with every footprint exactly at its corners."""
        return Field(tuple(replace(footprint, pad=0.0) for footprint in self.footprints))

    @cached_property
    def is_bound(self) -> bool:
        """Whether the pad of any footprint is only an upper bound."""
        return any(footprint.is_bound for footprint in self.footprints)

    @cached_property
    def about_target(self) -> Field:
        """The same field without such bounds: where it is, as far as it is known."""
        return Field(tuple(replace(f, pad=0.0) if f.is_bound else f for f in self.footprints))

    @cached_property
    def steady(self) -> Field | None:
        """The footprints that are near their nominal corners, without pads; None without any."""
        known = tuple(replace(f, pad=0.0) for f in self.footprints if not f.is_bound)
        return Field(known) if known else None

    @cached_property
    def bands(self) -> tuple[str, ...]:
        """The bands in use, sorted."""
        return tuple(sorted({footprint.band for footprint in self.footprints}))


def footprints(
    bands: Mapping[str, Aperture],
    dither: Dither,
    *,
    primary: Aperture,
    tiles: Iterable[Tile],
    offset: Point = (0.0, 0.0),
) -> Iterator[Footprint]:
    """Yield the footprints of bands taken together, tile by tile and point by point.

    Parameters
    ----------
    bands : mapping of str to Aperture
    dither : Dither
        Where the target lands at each of its points.
    primary : Aperture
        Holds the target.
    tiles : iterable of Tile
        Where each tile of the mosaic moves the field.
    offset : (x, y)
        The Offset special requirement, arcsec: the Ideal coordinates of the primary aperture at
        which the target lands (STScI's WHIPPOT tool; program 1171 puts its targets on the imager
        with -50, -55 from the MRS).
    """
    for tile in tiles:
        for number, position in enumerate(dither.offsets, start=1):
            target = _target(primary, position, offset, tile)
            for band, aperture in bands.items():
                yield Footprint(
                    band=band,
                    dither=number,
                    tile=tile.number,
                    corners=_about(target, aperture),
                    pad=dither.pad + tile.pad,
                    is_bound=dither.is_bound,
                )


def _target(primary: Aperture, position: Point, offset: Point, tile: Tile) -> Point:
    """Return V2, V3 of the target, which moves in the field when a tile moves the field."""
    v2, v3 = primary.telescope(*offset)
    dx, dy = position  # along Ideal axes that are not turned against V2 and V3
    return v2 + primary.parity * dx - tile.shift[0], v3 + dy - tile.shift[1]


def _about(target: Point, band: Aperture) -> tuple[Point, ...]:
    v2, v3 = (angle / 3600.0 for angle in target)
    return tuple(project(v2, v3, c2 / 3600.0, c3 / 3600.0) for c2, c3 in band.outline)
