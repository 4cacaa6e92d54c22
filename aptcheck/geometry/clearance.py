"""The position in a plane that is farthest from all discs: exact, by branch and bound.

A disc is the area that a source forbids: within its radius, a field is spoiled at some angle. The
margin of a position is the least distance - radius over all discs. Between two positions it changes
by no more than their distance, so the margin at the middle of a square limits it in the whole
square: squares that cannot contain a better position are dropped, all others are quartered. Only
discs that can be nearest in a square can be nearest in its quarters, so each square keeps its own
few discs.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = ["Area", "Clearing", "Disc", "Discs", "Ring", "nearest_clear", "widest_clear"]

FloatArray: TypeAlias = NDArray[np.float64]
IntArray: TypeAlias = NDArray[np.intp]

#: Accuracy of the best position and of the bounds, arcsec.
TOLERANCE = 0.02
#: Smaller squares are not quartered: a tenth of what APT's coordinates can say twice over.
_SMALLEST = 0.003
_DIAGONAL = math.sqrt(2.0)
#: This far inside a circle is certainly in the area, arcsec; the edge itself belongs to it too.
_HAIR = 1e-9
#: Means no disc at all: so far away that everything else is nearer.
_NOWHERE = -1e7


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Discs:
    """The discs to avoid: arrays ``x``, ``y`` and ``radius`` (N,), arcsec."""

    x: FloatArray
    y: FloatArray
    radius: FloatArray

    def __len__(self) -> int:
        return len(self.x)

    def margin(self, x: float, y: float) -> tuple[float, int | None]:
        """Return the least distance - radius at a position, and the index of its disc."""
        if not len(self):
            return math.inf, None
        left = np.hypot(self.x - x, self.y - y) - self.radius
        nearest = int(left.argmin())
        return float(left[nearest]), nearest

    def depth(self, x: FloatArray, y: FloatArray) -> FloatArray:
        """Return how deep positions (M,) are inside one of them, negative outside all."""
        deep = np.full(len(x), -np.inf)
        for at_x, at_y, radius in zip(self.x, self.y, self.radius, strict=True):
            deep = np.maximum(deep, radius - np.hypot(x - at_x, y - at_y))
        return deep


@dataclass(frozen=True, kw_only=True, slots=True)
class Disc:
    """A disc, arcsec."""

    x: float
    y: float
    radius: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Ring:
    """A ring between two radii, arcsec; a whole disc where the inner one is 0."""

    x: float
    y: float
    inner: float
    outer: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Area:
    """Where to look for positions.

    Attributes
    ----------
    rings : tuple of Ring
        A position is in all of them; at least one.
    shut : tuple of Disc
        It is in none of these, whatever its margin.
    covered : Disc
        It is in this one: outside it, not everything that matters is known.
    vouched : Discs or None
        It is in at least one of these, unless None.
    known : Disc
        Discs are known only inside this one: its edge counts like a disc, so that no margin is
        larger than the area that was searched. The radius is that of the edge.
    """

    rings: tuple[Ring, ...]
    shut: tuple[Disc, ...] = ()
    vouched: Discs | None = None
    covered: Disc
    known: Disc

    def without(self, *discs: Disc) -> Area:
        """Return the area without some discs."""
        return replace(self, shut=(*self.shut, *discs))

    @property
    def box(self) -> Disc:
        """A disc that contains the area: the smallest of the rings."""
        ring = min(self.rings, key=lambda ring: ring.outer)
        return Disc(x=ring.x, y=ring.y, radius=ring.outer)

    def depth(self, x: FloatArray, y: FloatArray) -> FloatArray:
        """Return how deep positions (M,) are inside, negative outside; also 1-Lipschitz."""
        covered = self.covered
        deep = covered.radius - np.hypot(x - covered.x, y - covered.y)
        for ring in self.rings:
            away = np.hypot(x - ring.x, y - ring.y)
            deep = np.minimum(deep, np.minimum(away - ring.inner, ring.outer - away))
        for disc in self.shut:
            deep = np.minimum(deep, np.hypot(x - disc.x, y - disc.y) - disc.radius)
        if self.vouched is not None:
            deep = np.minimum(deep, self.vouched.depth(x, y))
        return np.asarray(deep)

    def edge(self, x: FloatArray, y: FloatArray) -> FloatArray:
        """Return how far positions (M,) are from the edge of the known area."""
        known = self.known
        return np.asarray(known.radius - np.hypot(x - known.x, y - known.y))

    def drawn_in(self, x: FloatArray, y: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return positions moved to the nearest edge of the circles that they violate.

        Circle by circle, so they end up mostly, but not always, in the area. A position at the
        centre of a circle has no direction to move in, and stays.
        """
        circles = [(r.x, r.y, r.inner, r.outer) for r in self.rings]
        circles += [(d.x, d.y, d.radius, math.inf) for d in self.shut]
        circles.append((self.covered.x, self.covered.y, 0.0, self.covered.radius))
        for at_x, at_y, inner, outer in circles:
            away = np.hypot(x - at_x, y - at_y)
            wanted = np.clip(away, inner + _HAIR, max(outer - _HAIR, inner + _HAIR))
            scale = np.divide(wanted, away, out=np.ones(away.shape), where=away > _HAIR)
            x, y = at_x + (x - at_x) * scale, at_y + (y - at_y) * scale
        return x, y


@dataclass(frozen=True, kw_only=True, slots=True)
class Clearing:
    """A position, and what is known of all others.

    ``margin`` is its own, ``bound`` a value that the objective (the margin, or minus the distance)
    reaches nowhere in the area.
    """

    x: float
    y: float
    margin: float
    bound: float


def widest_clear(discs: Discs, area: Area) -> Clearing | None:
    """Return the position with the largest margin, to `TOLERANCE`; None in an empty area."""

    def objective(
        _x: FloatArray, _y: FloatArray, margin: FloatArray, depth: FloatArray
    ) -> tuple[FloatArray, FloatArray]:
        return margin, depth

    return _search(discs, area, objective)


def nearest_clear(discs: Discs, area: Area, least: float) -> Clearing | None:
    """Return the position nearest to the centres of the rings with at least a given margin.

    Of several centres the farthest counts; to `TOLERANCE`. None where there is no such position.
    """

    def objective(
        x: FloatArray, y: FloatArray, margin: FloatArray, depth: FloatArray
    ) -> tuple[FloatArray, FloatArray]:
        away = [np.hypot(x - ring.x, y - ring.y) for ring in area.rings]
        return -np.max(away, axis=0), np.minimum(depth, margin - least)

    return _search(discs, area, objective)


#: From positions (M,), their margins and depths: the objective, and by how much each is allowed.
_Objective: TypeAlias = Callable[
    [FloatArray, FloatArray, FloatArray, FloatArray], tuple[FloatArray, FloatArray]
]


@dataclass(frozen=True, slots=True, eq=False)
class _Near:
    """For each of M squares, the discs that may be nearest in it.

    ``cell`` and ``disc`` (P,) are such pairs, by cell.
    """

    discs: Discs
    cell: IntArray
    disc: IntArray

    @classmethod
    def of(cls, discs: Discs) -> _Near:
        """Return all discs for one square."""
        every = np.arange(len(discs))
        return cls(discs, np.zeros_like(every), every)

    def left(self, x: FloatArray, y: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return the margin of each pair at positions (M,) in the squares, and each least one."""
        discs, at = self.discs, self.disc
        left = np.hypot(discs.x[at] - x[self.cell], discs.y[at] - y[self.cell]) - discs.radius[at]
        starts = np.searchsorted(self.cell, np.arange(len(x)))
        return left, np.minimum.reduceat(left, starts)

    def quartered(
        self, open_: NDArray[np.bool_], left: FloatArray, least: FloatArray, reach: float
    ) -> _Near:
        """Return the same for the quarters of the squares that are open."""
        # A disc farther than the nearest by a whole diagonal is nearest nowhere in the square.
        pairs = open_[self.cell] & (left <= least[self.cell] + 2 * reach)
        number = np.cumsum(open_) - 1
        cell = (4 * number[self.cell[pairs]][:, None] + np.arange(4)).ravel()
        order = np.argsort(cell, kind="stable")
        return _Near(self.discs, cell[order], np.repeat(self.disc[pairs], 4)[order])


def _search(discs: Discs, area: Area, objective: _Objective) -> Clearing | None:
    """Return the allowed position with the greatest objective; both of its values 1-Lipschitz."""
    if not len(discs):
        nothing = np.zeros(1)
        discs = Discs(x=nothing, y=nothing, radius=nothing + _NOWHERE)
    if area.vouched is not None and not len(area.vouched):
        return None
    # the sources, and what vouches for a position
    each = [_Near.of(one) for one in (discs, area.vouched) if one is not None]
    area = replace(area, vouched=None)
    box = area.box
    half = box.radius
    x, y = np.array([box.x]), np.array([box.y])
    best: Clearing | None = None
    best_value, bound = -math.inf, -math.inf
    while len(x):
        reach = half * _DIAGONAL
        seen = [near.left(x, y) for near in each]
        margin, value, allowed = _judged(x, y, [least for _, least in seen], area, objective)
        tried = [(x, y, margin, np.where(allowed >= 0, value, -np.inf))]
        # ... and drawn into the area, while the discs of the square still include the nearest there
        at_x, at_y = area.drawn_in(x, y)
        there = [near.left(at_x, at_y)[1] for near in each]
        found, reached, fits = _judged(at_x, at_y, there, area, objective)
        inside = (fits >= 0) & (np.hypot(at_x - x, at_y - y) <= reach)
        tried.append((at_x, at_y, found, np.where(inside, reached, -np.inf)))
        for at_x, at_y, found, reached in tried:
            first = int(reached.argmax())
            if reached[first] > best_value:
                best_value = float(reached[first])
                best = Clearing(
                    x=float(at_x[first]),
                    y=float(at_y[first]),
                    margin=float(found[first]),
                    bound=0.0,
                )
        possible = allowed + reach >= 0
        upper = np.where(possible, value + reach, -np.inf)
        open_ = possible & (upper > best_value + TOLERANCE) & (reach > _SMALLEST)
        bound = max(bound, float(upper[~open_].max(initial=-math.inf)))
        each = [near.quartered(open_, *one, reach) for near, one in zip(each, seen, strict=True)]
        half /= 2.0
        east, north = np.array([[-1, 1, -1, 1], [-1, -1, 1, 1]]) * half
        x, y = (x[open_][:, None] + east).ravel(), (y[open_][:, None] + north).ravel()
    return None if best is None else replace(best, bound=max(bound, best_value))


def _judged(
    x: FloatArray, y: FloatArray, least: list[FloatArray], area: Area, objective: _Objective
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return the margins of positions, the objective, and by how much each is allowed.

    ``least`` is how near the nearest disc is, and the nearest of what vouches for the position.
    """
    margin, depth = np.minimum(least[0], area.edge(x, y)), area.depth(x, y)
    for away in least[1:]:
        depth = np.minimum(depth, -away)
    return margin, *objective(x, y, margin, depth)
