"""Many equal discs: the few that describe where they are, and how much they cover."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = ["covered_share", "covering"]

BoolArray: TypeAlias = NDArray[np.bool_]
FloatArray: TypeAlias = NDArray[np.float64]
IntArray: TypeAlias = NDArray[np.intp]

#: Cells of the lattice along a radius of the discs: more is more exact but slower.
_FINE = 8
#: Cells beyond reach whose disc may still meet it; no step from inside leads farther.
_BEYOND = _FINE + 1


def covering(x: FloatArray, y: FloatArray, radius: float, reach: float) -> IntArray | None:
    """Return which of N discs are needed to describe where, within reach of the origin, any is.

    Some cells of the sky are fully covered by one disc: a few of those discs are enough. In cells
    at the rim, every disc counts that could be the nearest somewhere.

    Parameters
    ----------
    x, y : array (N,)
        Their centers.
    radius : float
        The radius that all of them have, above 0.
    reach : float
        How far from the origin to look, in the same unit.

    Returns
    -------
    array of int, or None
        The discs, perhaps none; None where everything within reach is covered.
    """
    grid = _Lattice.of(x, y, radius, reach)
    near, occupied, side = grid.near, grid.occupied, grid.side
    looked_at = np.zeros_like(occupied)
    looked_at[grid.inner, grid.inner] = True
    # from any point of a cell to any of another
    covered = looked_at & _about(occupied, _steps(1.0))
    partly = looked_at & _about(occupied, _steps(-1.0)) & ~covered
    if (covered | ~looked_at).all():
        return None
    of_cell = np.full(occupied.shape, -1, dtype=np.intp)
    of_cell[grid.row, grid.column] = near
    chosen = {int(of_cell[cell]) for cell in _chosen(occupied, covered)}
    for cell in np.argwhere(partly):
        middle_y, middle_x = grid.middles[cell]
        away = np.hypot(x[near] - middle_x, y[near] - middle_y)
        chosen.update(near[away <= away.min() + math.sqrt(2.0) * side].tolist())
    return np.array(sorted(chosen), dtype=np.intp)


def covered_share(x: FloatArray, y: FloatArray, radius: float, reach: float) -> float:
    """Return the share of the area within reach of the origin that is inside any of N discs.

    Counted in cells of a lattice, eight along a radius. Parameters are those of `covering`.
    """
    grid = _Lattice.of(x, y, radius, reach)
    within = np.hypot(grid.middles, grid.middles[:, None]) <= reach
    return float(_about(grid.occupied, _steps(0.0))[within].mean()) if within.any() else 0.0


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class _Lattice:
    """The sky around the origin in square cells, out to reach plus one disc.

    ``inner`` are the rows, and columns, within reach; ``middles`` are those of all, ``occupied``
    the cells with the middle of a disc. ``near`` are the discs in the lattice, with ``row`` and
    ``column`` of each.
    """

    side: float
    inner: slice
    middles: FloatArray
    occupied: BoolArray
    near: IntArray
    row: IntArray
    column: IntArray

    @classmethod
    def of(cls, x: FloatArray, y: FloatArray, radius: float, reach: float) -> _Lattice:
        """Return the lattice for N discs of one radius."""
        side = radius / _FINE
        half = math.ceil(reach / side)
        beyond = half + _BEYOND
        columns, rows = (np.floor(axis / side) + beyond for axis in (x, y))
        within = (np.minimum(columns, rows) >= 0) & (np.maximum(columns, rows) < 2 * beyond)
        near = np.flatnonzero(within)
        row, column = rows[near].astype(np.intp), columns[near].astype(np.intp)
        occupied = np.zeros((2 * beyond, 2 * beyond), dtype=bool)
        occupied[row, column] = True
        return cls(
            side=side,
            inner=slice(_BEYOND, _BEYOND + 2 * half),
            middles=np.asarray((np.arange(2 * beyond) - beyond + 0.5) * side),
            occupied=occupied,
            near=near,
            row=row,
            column=column,
        )


def _steps(wider: float) -> list[tuple[int, int]]:
    """Return the cells within a radius of a cell, by their farthest or their nearest points.

    ``wider`` is what is added to the cells between the two along an axis: 1, or -1.
    """
    side = range(-_BEYOND, _BEYOND + 1)
    return [
        (down, across)
        for down in side
        for across in side
        if math.hypot(max(abs(down) + wider, 0.0), max(abs(across) + wider, 0.0)) <= _FINE
    ]


def _about(cells: BoolArray, steps: list[tuple[int, int]]) -> BoolArray:
    """Return the cells reached by the steps from any of the cells; valid within reach.

    What leaves the lattice reenters on the other side, but no farther than the margin.
    """
    found = np.zeros_like(cells)
    for step in steps:
        found |= np.roll(cells, step, axis=(0, 1))
    return found


def _chosen(occupied: BoolArray, covered: BoolArray) -> list[tuple[int, int]]:
    """Return a few occupied cells whose discs fully cover each cell that must be covered."""
    steps = sorted(_steps(1.0), key=lambda step: -math.hypot(*step))
    left, chosen = covered.copy(), []
    while left.any():
        row, column = map(int, np.unravel_index(int(left.argmax()), left.shape))
        # the farthest that still covers it: its disc covers most of the rest
        at = next(
            (row + down, column + across)
            for down, across in steps
            if occupied[row + down, column + across]
        )
        chosen.append(at)
        for down, across in steps:
            r, c = at[0] + down, at[1] + across
            if 0 <= r < len(left) and 0 <= c < len(left):
                left[r, c] = False
    return chosen
