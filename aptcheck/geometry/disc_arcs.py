"""At which angles discs touch convex polygons that turn about a pivot: closed forms.

A disc touches the polygon where its centre is in the polygon grown by the radius: that is the union
of the polygon, a strip along each side and a disc at each corner, exact at the corners.
"""

from __future__ import annotations

import numpy as np

from aptcheck.geometry.arcs import (
    BoolArray,
    FloatArray,
    IntArray,
    angles_inside,
    facing_of,
    half_planes,
)

__all__ = ["disc_arcs"]


def disc_arcs(
    rho: FloatArray, radius: FloatArray, corners: FloatArray, polygon: IntArray
) -> tuple[IntArray, FloatArray, FloatArray]:
    """Return the arcs of position angle at which discs touch polygons.

    Parameters
    ----------
    rho, radius : array (P,)
        Distance of each disc's centre from the pivot, and its radius.
    corners : array (N, K, 2)
        Corners (x, y) of convex polygons, in order around each.
    polygon : int array (P,)
        Which polygon each disc may touch.

    Returns
    -------
    rows : int array (M,)
    lo, hi : array (M,)
        As from `angles_inside`; the arcs of one pair may overlap.
    """
    once, lo, hi = _single_arcs(rho, radius, corners, polygon)
    others = np.ones(len(rho), dtype=bool)
    others[once] = False
    left = np.nonzero(others)[0]
    outlines = corners[polygon[left]]
    pieces = [
        _polygon(rho[left], outlines),
        _strips(rho[left], radius[left], outlines),
        _corner_discs(rho[left], radius[left], outlines),
    ]
    rows, los, his = (np.concatenate(column) for column in zip(*pieces, strict=True))
    return (
        np.concatenate([once, left[rows]]),
        np.concatenate([lo, los]),
        np.concatenate([hi, his]),
    )


def _single_arcs(
    rho: FloatArray, radius: FloatArray, corners: FloatArray, polygon: IntArray
) -> tuple[IntArray, FloatArray, FloatArray]:
    """Return the pairs whose circle enters the grown polygon once and leaves it once, and where.

    Nearly all do. The outline of the grown polygon is a line along each side and an arc at each
    corner; a crossing counts where it lies on that piece. No other pair is answered: a circle that
    crosses nothing, or touches, or crosses at a joint within rounding.
    """
    pieces = (
        _side_crossings(rho, radius, corners, polygon),
        _arc_crossings(rho, radius, corners, polygon),
    )
    entering, leaving, cosine = (np.concatenate(column) for column in zip(*pieces, strict=True))
    once = np.nonzero((entering.sum(axis=0) == 1) & (leaving.sum(axis=0) == 1))[0]
    sides = corners.shape[1]
    facing = np.concatenate([facing_of(half_planes(corners)[0]).T, facing_of(corners).T])

    def angle(valid: BoolArray, sign: float) -> FloatArray:
        piece = valid[:, once].argmax(axis=0)
        half = np.degrees(np.arccos(np.clip(cosine[piece, once], -1.0, 1.0)))
        # a side is left where its outside begins, a corner's disc where its inside ends
        turned = np.where(piece < sides, -sign, sign)
        return np.asarray(facing[piece, polygon[once]] + turned * half)

    lo, hi = angle(entering, -1.0), angle(leaving, 1.0)
    return once, lo, lo + np.mod(hi - lo, 360.0)


def _side_crossings(
    rho: FloatArray, radius: FloatArray, corners: FloatArray, polygon: IntArray
) -> tuple[BoolArray, BoolArray, FloatArray]:
    """Return whether each circle enters and leaves over each side, moved out by its radius.

    Arrays (K, P), and the cosine (K, P) of the angle between the side's normal and its crossings.
    """
    normals, limits = half_planes(corners)
    tangents = np.stack([normals[..., 1], -normals[..., 0]], axis=-1)
    first = np.sum(tangents * corners, axis=-1)
    last = np.sum(tangents * np.roll(corners, -1, axis=1), axis=-1)
    # one contiguous row per side: numpy is slow along an axis of four
    low, high = (end.T[:, polygon] for end in (np.minimum(first, last), np.maximum(first, last)))
    moved = limits.T[:, polygon] + radius
    square = rho**2 - moved**2
    crosses = square > 0
    along = np.sqrt(square, out=np.zeros(square.shape), where=crosses)
    cosine = np.divide(moved, rho, out=np.ones(moved.shape), where=crosses)
    entering = crosses & (along >= low) & (along <= high)
    leaving = crosses & (-along >= low) & (-along <= high)
    return entering, leaving, cosine


def _arc_crossings(
    rho: FloatArray, radius: FloatArray, corners: FloatArray, polygon: IntArray
) -> tuple[BoolArray, BoolArray, FloatArray]:
    """Return the same for the arc about each corner, between its two sides moved out."""
    after = np.roll(corners, -1, axis=1) - corners
    before = np.roll(after, 1, axis=1)
    distance = np.hypot(corners[..., 0], corners[..., 1])
    ahead = corners / np.where(distance > 0, distance, 1.0)[..., None]
    aside = np.stack([ahead[..., 1], -ahead[..., 0]], axis=-1)
    away = distance.T[:, polygon]
    crosses = (np.abs(rho - away) < radius) & (rho + away > radius) & (away > 0)
    toward = (rho**2 + away**2 - radius**2) / (2.0 * np.where(crosses, away, 1.0))
    across = np.sqrt(np.where(crosses, np.maximum(rho**2 - toward**2, 0.0), 0.0))
    beyond = toward - away
    # along each of the two sides: how far the corner-to-crossing vector goes, as its two parts
    parts = [
        (np.sum(ahead * side, axis=-1).T[:, polygon], np.sum(aside * side, axis=-1).T[:, polygon])
        for side in (before, after)
    ]

    def on_arc(sign: float) -> BoolArray:
        past, short = (beyond * u + sign * across * v for u, v in parts)
        return np.asarray(crosses & (past >= 0) & (short <= 0))

    cosine = np.divide(toward, rho, out=np.ones(toward.shape), where=crosses & (rho > 0))
    return on_arc(-1.0), on_arc(1.0), cosine


def _polygon(rho: FloatArray, corners: FloatArray) -> tuple[IntArray, FloatArray, FloatArray]:
    normals, limits = half_planes(corners)
    return angles_inside(rho, facing_of(normals), limits)


def _strips(
    rho: FloatArray, radius: FloatArray, corners: FloatArray
) -> tuple[IntArray, FloatArray, FloatArray]:
    normals, limits = half_planes(corners)
    tangents = np.stack([normals[..., 1], -normals[..., 0]], axis=-1)
    ends = np.stack(
        [
            np.sum(tangents * corners, axis=-1),
            np.sum(tangents * np.roll(corners, -1, axis=1), axis=-1),
        ]
    )
    facing, along = facing_of(normals), facing_of(tangents)
    angles = np.stack([facing, facing + 180.0, along, along + 180.0], axis=-1)
    bounds = np.stack(
        [limits + radius[:, None], -limits, ends.max(axis=0), -ends.min(axis=0)], axis=-1
    )
    sides = corners.shape[1]
    rows, lo, hi = angles_inside(
        np.repeat(rho, sides), angles.reshape(-1, 4), bounds.reshape(-1, 4)
    )
    return rows // sides, lo, hi


def _corner_discs(
    rho: FloatArray, radius: FloatArray, corners: FloatArray
) -> tuple[IntArray, FloatArray, FloatArray]:
    distance = np.hypot(corners[..., 0], corners[..., 1])
    product = 2.0 * rho[:, None] * distance
    excess = rho[:, None] ** 2 + distance**2 - radius[:, None] ** 2
    rows, columns = np.nonzero(excess <= product)
    cosine = np.divide(
        excess[rows, columns],
        product[rows, columns],
        out=np.full(rows.shape, -1.0),
        where=product[rows, columns] > 0,
    )
    half = np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0)))
    centre = facing_of(corners)[rows, columns]
    return rows, centre - half, centre + half
