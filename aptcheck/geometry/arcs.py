"""The angles at which points are inside convex polygons that turn about a pivot: closed forms.

As the polygon turns, a point at distance rho from the pivot passes through all position angles. It
is outside one side of the polygon over one arc of the circle, whose half-width is arccos(distance
of the side / rho), and inside where there are no such arcs. No angle is sampled, and a circle that
crosses no side is a full turn or nothing.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "BoolArray",
    "FloatArray",
    "IntArray",
    "angles_inside",
    "facing_of",
    "half_planes",
    "joined",
    "outline_distances",
]

BoolArray = NDArray[np.bool_]
FloatArray = NDArray[np.float64]
IntArray = NDArray[np.intp]


def half_planes(corners: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the sides of convex polygons as half-planes.

    Parameters
    ----------
    corners : array (N, K, 2)
        Corners in order around each polygon, (x, y), in either direction.

    Returns
    -------
    normals : array (N, K, 2)
        Outward unit vectors; zero for a side without length.
    limits : array (N, K)
        A point p is inside where normals . p <= limits for all K; infinite for such a side.
    """
    sides = np.roll(corners, -1, axis=1) - corners
    area = np.sum(
        corners[..., 0] * np.roll(corners[..., 1], -1, axis=1)
        - corners[..., 1] * np.roll(corners[..., 0], -1, axis=1),
        axis=1,
    )
    outward = np.stack([sides[..., 1], -sides[..., 0]], axis=-1) * np.sign(area)[:, None, None]
    length = np.hypot(outward[..., 0], outward[..., 1])
    normals = outward / np.where(length > 0, length, 1.0)[..., None]
    return normals, np.where(length > 0, np.sum(normals * corners, axis=-1), np.inf)


def angles_inside(
    rho: FloatArray, angles: FloatArray, limits: FloatArray
) -> tuple[IntArray, FloatArray, FloatArray]:
    """Return the arcs of a circle that are inside all half-planes.

    Parameters
    ----------
    rho : array (P,)
        Radius of each circle about the pivot.
    angles : array (P, K)
        Direction of each half-plane's outward normal, -180 to 360 degrees.
    limits : array (P, K)
        Its distance from the pivot, negative where the pivot is outside.

    Returns
    -------
    rows : int array (M,)
        Which circle each arc belongs to; a circle has none, one or several (at most K).
    lo, hi : array (M,)
        The arc, degrees in the sense of `angles`, lo <= hi <= lo + 360; lo may be negative.
    """
    # one contiguous row per half-plane: numpy is slow along an axis of four
    limits = np.ascontiguousarray(limits.T)
    cuts = limits < rho
    half = np.divide(limits, rho, out=np.full(limits.shape, -1.0), where=cuts & (rho > 0))
    np.degrees(np.arccos(np.maximum(half, -1.0, out=half), out=half), out=half)
    start = angles.T - half
    start += np.where(start < 0.0, 360.0, 0.0)
    end = start + 2.0 * half
    start[~cuts], end[~cuts] = np.inf, -np.inf
    _sort_together(start, end)
    # before the first arc comes the end of the last one, a turn earlier
    covered = end.max(axis=0) - 360.0
    uncut = np.nonzero(~cuts.any(axis=0))[0]
    rows, lo, hi = [uncut], [np.zeros(len(uncut))], [np.full(len(uncut), 360.0)]
    for begins, ends in zip(start, end, strict=True):
        gaps = np.nonzero((begins > covered) & (begins < np.inf))[0]
        rows.append(gaps)
        lo.append(covered[gaps])
        hi.append(begins[gaps])
        np.maximum(covered, ends, out=covered)
    return np.concatenate(rows), np.concatenate(lo), np.concatenate(hi)


def joined(lo: FloatArray, hi: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the arcs (N,) that some arcs (M,) cover, those that touch in one piece, sorted.

    Ends are compared as they are given, without turning: 350 to 370 and 5 to 20 remain two.
    """
    order = np.argsort(lo)
    lo, reach = lo[order], np.maximum.accumulate(hi[order])
    begins = np.ones(len(lo), dtype=bool)
    begins[1:] = lo[1:] > reach[:-1]
    return lo[begins], reach[np.roll(begins, -1)]


def _sort_together(keys: FloatArray, values: FloatArray) -> None:
    """Sort the columns of `keys` in place and `values` with them; meant for a few long rows."""
    for last in range(len(keys) - 1, 0, -1):
        for row in range(last):
            swap = keys[row] > keys[row + 1]
            for table in (keys, values):
                upper, lower = table[row].copy(), table[row + 1]
                np.copyto(table[row], lower, where=swap)
                np.copyto(table[row + 1], upper, where=swap)


def outline_distances(corners: FloatArray, points: FloatArray) -> FloatArray:
    """Return the distances (N, A) of points (N, A, 2) from the outlines of polygons (N, K, 2)."""
    start = corners[:, None]
    side = np.roll(corners, -1, axis=1)[:, None] - start
    square = np.sum(side**2, axis=-1)
    away = points[:, :, None, :] - start
    along = np.sum(away * side, axis=-1) / np.where(square > 0, square, 1.0)
    beside = away - np.clip(along, 0.0, 1.0)[..., None] * side
    return np.asarray(np.hypot(beside[..., 0], beside[..., 1]).min(axis=-1))


def facing_of(vectors: FloatArray) -> FloatArray:
    """Return the position angle of vectors (x, y): from y toward x, degrees."""
    return np.asarray(np.degrees(np.arctan2(vectors[..., 0], vectors[..., 1])))
