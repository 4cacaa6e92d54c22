"""The outlines of a field as plain numbers, for a report that draws them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from aptcheck.geometry.tangent import turned
from aptcheck.results import SkyFootprint

if TYPE_CHECKING:
    from aptcheck.geometry.footprint import Field, Footprint
    from aptcheck.geometry.tangent import Point

__all__ = ["outlines"]

#: Outlines that a picture can show one by one: 10 tiles of 12 bands at 4 dithers.
_MOST = 480


def outlines(field: Field, turn: float = 0.0) -> tuple[SkyFootprint, ...]:
    """Return every footprint or, if there are too many, outlines that enclose them.

    All of them turned by an angle, degrees.
    """
    if len(field.footprints) <= _MOST:
        return tuple(
            SkyFootprint(
                band=f.band,
                dither=f.dither,
                tile=f.tile,
                corners=_rounded(f.corners, turn),
                pad=round(f.pad, 3),
                is_bound=f.is_bound,
            )
            for f in field.footprints
        )
    tiles: dict[int, list[Footprint]] = defaultdict(list)
    for footprint in field.footprints:
        tiles[footprint.tile].append(footprint)
    if len(tiles) > _MOST:
        tiles = {0: list(field.footprints)}
    return tuple(
        SkyFootprint(
            band="all",
            dither=0,
            tile=tile,
            corners=_rounded(_around(footprints), turn),
            pad=round(max(footprint.pad for footprint in footprints), 3),
            is_bound=any(footprint.is_bound for footprint in footprints),
        )
        for tile, footprints in tiles.items()
    )


def _around(footprints: Iterable[Footprint]) -> tuple[Point, ...]:
    """Return the convex hull of footprints, counter-clockwise (Andrew's monotone chain)."""
    points = sorted({corner for footprint in footprints for corner in footprint.corners})
    return (*_chain(points), *_chain(points[::-1]))


def _chain(points: list[Point]) -> list[Point]:
    chain: list[Point] = []
    for point in points:
        while len(chain) > 1 and _turns_right(chain[-2], chain[-1], point):
            chain.pop()
        chain.append(point)
    return chain[:-1]


def _turns_right(a: Point, b: Point, c: Point) -> bool:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) <= 0


def _rounded(corners: Iterable[Point], turn: float) -> tuple[Point, ...]:
    there = (turned(*corner, turn) for corner in corners)
    return tuple((round(x, 3), round(y, 3)) for x, y in there)
