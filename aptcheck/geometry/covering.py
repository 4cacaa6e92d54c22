"""Where many equal discs are: which of them are enough to say it, and how much they cover."""

from __future__ import annotations

import math
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = ["covered_share", "covering"]

BoolArray: TypeAlias = NDArray[np.bool_]
FloatArray: TypeAlias = NDArray[np.float64]
IntArray: TypeAlias = NDArray[np.intp]

#: Cells of the lattice along a radius of the discs: more are more exact, and slower.
_FINE = 8


def covering(x: FloatArray, y: FloatArray, radius: float, reach: float) -> IntArray | None:
    """Return which of N discs are needed to say where within reach of the origin any of them is.

    Of the sky in cells, some are covered whole by one disc: a few of those are enough. In cells at
    the rim every disc counts that could be the nearest somewhere.

    Parameters
    ----------
    x, y : array (N,)
        Their middles.
    radius : float
        The radius that all of them have, above 0.
    reach : float
        How far from the origin is looked, in the same unit.

    Returns
    -------
    array of int, or None
        The discs, perhaps none; None where everything within reach is covered.
    """
    side = radius / _FINE
    half = math.ceil(reach / side)
    beyond = half + _FINE + 1
    near, row, column = _placed(x, y, side, beyond)
    occupied = np.zeros((2 * beyond, 2 * beyond), dtype=bool)
    occupied[row, column] = True
    looked_at = np.zeros_like(occupied)
    inner = slice(beyond - half, beyond + half)
    looked_at[inner, inner] = True
    # from any point of a cell to any of another
    covered = looked_at & _about(occupied, _steps(1.0))
    partly = looked_at & _about(occupied, _steps(-1.0)) & ~covered
    if (covered | ~looked_at).all():
        return None
    of_cell = np.full(occupied.shape, -1, dtype=np.intp)
    of_cell[row, column] = near
    chosen = {int(of_cell[cell]) for cell in _chosen(occupied, covered)}
    for cell in np.argwhere(partly):
        middle_y, middle_x = (cell - beyond + 0.5) * side
        away = np.hypot(x[near] - middle_x, y[near] - middle_y)
        chosen.update(near[away <= away.min() + math.sqrt(2.0) * side].tolist())
    return np.array(sorted(chosen), dtype=np.intp)


def covered_share(x: FloatArray, y: FloatArray, radius: float, reach: float) -> float:
    """Return which share of what is within reach of the origin is in one of N discs.

    To the cells of a lattice, eight along a radius. Parameters are those of `covering`.
    """
    side = radius / _FINE
    half = math.ceil(reach / side)
    beyond = half + _FINE + 1
    _, row, column = _placed(x, y, side, beyond)
    occupied = np.zeros((2 * beyond, 2 * beyond), dtype=bool)
    occupied[row, column] = True
    middles = (np.arange(2 * beyond) - beyond + 0.5) * side
    within = np.hypot(middles, middles[:, None]) <= reach
    return float(_about(occupied, _steps(0.0))[within].mean()) if within.any() else 0.0


def _placed(
    x: FloatArray, y: FloatArray, side: float, beyond: int
) -> tuple[IntArray, IntArray, IntArray]:
    """Return the discs whose middles are in a lattice, with the row and column of each."""
    column, row = (np.floor(axis / side) + beyond for axis in (x, y))
    near = np.flatnonzero((np.minimum(column, row) >= 0) & (np.maximum(column, row) < 2 * beyond))
    return near, row[near].astype(np.intp), column[near].astype(np.intp)


def _steps(wider: float) -> list[tuple[int, int]]:
    """Return the cells within a radius of a cell: as the farthest, or the nearest, points of it.

    ``wider`` is what is added to the cells between the two along an axis: 1, or -1.
    """
    side = range(-_FINE - 1, _FINE + 2)
    return [
        (down, across)
        for down in side
        for across in side
        if math.hypot(max(abs(down) + wider, 0.0), max(abs(across) + wider, 0.0)) <= _FINE
    ]


def _about(cells: BoolArray, steps: list[tuple[int, int]]) -> BoolArray:
    """Return the cells that are some steps from any of others."""
    found = np.zeros_like(cells)
    for down, across in steps:
        found |= _moved(cells, down, across)
    return found


def _moved(cells: BoolArray, down: int, across: int) -> BoolArray:
    rows, columns = cells.shape
    moved = np.zeros_like(cells)
    moved[max(down, 0) : rows + min(down, 0), max(across, 0) : columns + min(across, 0)] = cells[
        max(-down, 0) : rows + min(-down, 0), max(-across, 0) : columns + min(-across, 0)
    ]
    return moved


def _chosen(occupied: BoolArray, covered: BoolArray) -> list[tuple[int, int]]:
    """Return occupied cells, a few, whose discs cover whole each cell that is to be covered."""
    steps = sorted(_steps(1.0), key=lambda step: -math.hypot(*step))
    left, chosen = covered.copy(), []
    while left.any():
        row, column = map(int, np.unravel_index(int(left.argmax()), left.shape))
        # the farthest that still covers it: its disc covers most of what is left
        at = next(
            (row + down, column + across)
            for down, across in steps
            if 0 <= row + down < len(occupied)
            and 0 <= column + across < len(occupied)
            and occupied[row + down, column + across]
        )
        chosen.append(at)
        for down, across in steps:
            r, c = at[0] + down, at[1] + across
            if 0 <= r < len(left) and 0 <= c < len(left):
                left[r, c] = False
    return chosen
