"""How near and how far from the target a field comes, whatever the angle.

Enough to rule out most pairs, in plain arithmetic.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from aptcheck.geometry.tangent import Point

__all__ = ["Reach", "reach_of"]


@dataclass(frozen=True, slots=True)
class Reach:
    """The ring about the target that a field sweeps, arcsec; `nearest` is 0 where it covers it."""

    nearest: float
    farthest: float

    def holds(self, distance: float, radius: float = 0.0) -> bool:
        """Whether a disc at this distance from the target meets the ring, all in arcsec."""
        return self.nearest - radius <= distance <= self.farthest + radius

    def meets(self, other: Reach, separation: float) -> bool:
        """Whether two rings whose targets are `separation` arcsec apart share a point.

        False means that the two fields never meet at any angle. True does not mean that they do.
        """
        apart = separation > self.farthest + other.farthest
        within = self.nearest > separation + other.farthest
        around = other.nearest > separation + self.farthest
        return not (apart or within or around)


def reach_of(shapes: Iterable[tuple[tuple[Point, ...], float]]) -> Reach:
    """Return the reach of convex polygons about the origin.

    Parameters
    ----------
    shapes : iterable of (corners, pad)
        Corners in order around each polygon and how far it may extend beyond them, arcsec.

    Raises
    ------
    ValueError
        If there is no polygon.
    """
    rings = [
        (max(0.0, _nearest(corners) - pad), max(math.hypot(*corner) for corner in corners) + pad)
        for corners, pad in shapes
    ]
    if not rings:
        raise ValueError("A field without footprints has no reach.")
    return Reach(min(near for near, _ in rings), max(far for _, far in rings))


def _nearest(corners: tuple[Point, ...]) -> float:
    """Distance of the origin from a convex polygon, 0 inside it."""
    edges = list(zip(corners, (*corners[1:], corners[0]), strict=True))
    sides = [ax * by - ay * bx for (ax, ay), (bx, by) in edges]
    if all(side >= 0 for side in sides) or all(side <= 0 for side in sides):
        return 0.0
    return min(_from_edge(a, b) for a, b in edges)


def _from_edge(a: Point, b: Point) -> float:
    """Distance of the origin from the segment between two points."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    square = dx * dx + dy * dy
    along = -(a[0] * dx + a[1] * dy) / square if square else 0.0
    along = min(max(along, 0.0), 1.0)
    return math.hypot(a[0] + along * dx, a[1] + along * dy)
