"""How near a source must not come: the circle about it that touches an outline where it spoils one.

A source needs a different distance from each band. Of its circles the picture has one at an angle:
that which reaches farthest into an outline of its band, or comes nearest to one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from aptcheck.geometry.angles import AngleSet
from aptcheck.geometry.tangent import Point, turned
from aptcheck.report.html.outlines import ENCLOSING
from aptcheck.results import SkyFootprint, SkySource, SkyStop

__all__ = ["NeedCircle", "at_angle", "need_circle"]


@dataclass(frozen=True, kw_only=True, slots=True)
class NeedCircle:
    """A circle about (east, north), arcsec, and the bands that it is for.

    ``within`` is how far it reaches into an outline of one of them, negative outside.
    """

    east: float
    north: float
    radius: float
    bands: tuple[str, ...]
    within: float


def need_circle(
    footprints: Sequence[SkyFootprint], source: SkySource, v3pa: float
) -> NeedCircle | None:
    """Return the circle of a source at an angle, None for one that spoils nothing."""
    circles = _circles(footprints, source, v3pa)
    return max(circles, key=lambda circle: circle.within, default=None)


def at_angle(stops: Sequence[SkyStop], v3pa: float) -> Sequence[SkyStop]:
    """Return where something may be at an angle; everywhere if that is never allowed."""
    return [stop for stop in stops if AngleSet.of(stop.angles).contains(v3pa)] or stops


def _circles(
    footprints: Sequence[SkyFootprint], source: SkySource, v3pa: float
) -> Iterator[NeedCircle]:
    for stop in at_angle(source.stops, v3pa):
        seen = turned(stop.east, stop.north, -v3pa)
        away = _distances(footprints, seen)
        for need in source.needs:
            near = [
                distance
                for band, distance in away.items()
                if band in need.bands or band == ENCLOSING
            ]
            if near:
                radius = need.arcsec + stop.drift
                yield NeedCircle(
                    east=stop.east,
                    north=stop.north,
                    radius=radius,
                    bands=need.bands,
                    within=radius - min(near),
                )


def _distances(footprints: Iterable[SkyFootprint], seen: Point) -> dict[str, float]:
    """Return how far a point is from the field of each band, as it is judged."""
    away: dict[str, float] = {}
    for one in footprints:
        pad, known = 0.0 if one.is_bound else one.pad, away.get(one.band, math.inf)
        middle, reach = _about(one.corners)
        if math.dist(middle, seen) - reach - pad < known:
            away[one.band] = min(known, _distance(one.corners, seen) - pad)
    return away


@lru_cache(maxsize=1024)
def _about(corners: tuple[Point, ...]) -> tuple[Point, float]:
    """Return a circle that holds a polygon: its middle and its radius."""
    count = max(1, len(corners))
    middle = math.fsum(x for x, _ in corners) / count, math.fsum(y for _, y in corners) / count
    return middle, max((math.dist(middle, corner) for corner in corners), default=0.0)


def _distance(corners: Sequence[Point], point: Point) -> float:
    """Return how far a point is from a convex polygon, 0 inside."""
    nearest, sides = math.inf, set()
    for (ax, ay), (bx, by) in zip(corners, (*corners[1:], *corners[:1]), strict=True):
        dx, dy, px, py = bx - ax, by - ay, point[0] - ax, point[1] - ay
        length = dx * dx + dy * dy
        along = min(max((px * dx + py * dy) / length, 0.0), 1.0) if length > 0.0 else 0.0
        nearest = min(nearest, math.hypot(px - along * dx, py - along * dy))
        if length > 0.0:
            sides.add(dx * py - dy * px >= 0.0)
    return 0.0 if len(sides) == 1 else nearest
