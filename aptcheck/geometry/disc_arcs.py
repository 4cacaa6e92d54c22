"""The angles at which discs touch convex polygons that turn about a pivot: closed forms.

A disc touches the polygon where its centre is in the polygon grown by the radius: this is the union
of the polygon, a strip along each side and a disc at each corner, so it is exact at the corners.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from aptcheck.geometry.arcs import (
    BoolArray,
    FloatArray,
    IntArray,
    angles_inside,
    facing_of,
    half_planes,
    outline_distances,
)

__all__ = ["Outlines", "disc_arcs"]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Outlines:
    """Convex polygons, with what every comparison with a disc needs, computed once.

    Attributes
    ----------
    corners, normals : array (N, K, 2)
        Corners in order around each, and the unit vectors out of the sides that begin at them.
    limits : array (N, K)
        Distance of each side from the pivot, as from `half_planes`.
    low, high : array (N, K)
        Where each side ends, along its tangent.
    """

    corners: FloatArray
    normals: FloatArray
    limits: FloatArray
    low: FloatArray
    high: FloatArray

    @classmethod
    def of(cls, corners: FloatArray) -> Outlines:
        """Return the outlines of polygons (N, K, 2)."""
        normals, limits = half_planes(corners)
        tangents = _tangents(normals)
        first = np.sum(tangents * corners, axis=-1)
        last = np.sum(tangents * np.roll(corners, -1, axis=1), axis=-1)
        return cls(
            corners=corners,
            normals=normals,
            limits=limits,
            low=np.minimum(first, last),
            high=np.maximum(first, last),
        )

    def rings(self) -> tuple[FloatArray, FloatArray]:
        """Return the least and the greatest distance (N,) of each polygon from the pivot."""
        pivot = np.zeros((len(self.corners), 1, 2))
        outside = (self.limits < 0).any(axis=1)
        inner = np.where(outside, outline_distances(self.corners, pivot)[:, 0], 0.0)
        return inner, np.hypot(self.corners[..., 0], self.corners[..., 1]).max(axis=1)

    def take(self, which: IntArray) -> Outlines:
        """Return some of them, in the order asked for."""
        return Outlines(
            corners=self.corners[which],
            normals=self.normals[which],
            limits=self.limits[which],
            low=self.low[which],
            high=self.high[which],
        )


def disc_arcs(
    rho: FloatArray, radius: FloatArray, outlines: Outlines, polygon: IntArray
) -> tuple[IntArray, FloatArray, FloatArray]:
    """Return the arcs of position angle at which discs touch polygons.

    Parameters
    ----------
    rho, radius : array (P,)
        Distance of each disc's centre from the pivot, and its radius.
    outlines : Outlines
    polygon : int array (P,)
        Which polygon each disc may touch.

    Returns
    -------
    rows : int array (M,)
    lo, hi : array (M,)
        As from `angles_inside`; the arcs of one pair may overlap.
    """
    # only those needed: a mosaic has thousands of others
    used, polygon = np.unique(polygon, return_inverse=True)
    outlines = outlines.take(used)
    once, lo, hi = _single_arcs(rho, radius, outlines, polygon)
    others = np.ones(len(rho), dtype=bool)
    others[once] = False
    left = np.nonzero(others)[0]
    each = outlines.take(polygon[left])
    pieces = [
        angles_inside(rho[left], facing_of(each.normals), each.limits),
        _strips(rho[left], radius[left], each),
        _corner_discs(rho[left], radius[left], each.corners),
    ]
    rows, los, his = (np.concatenate(column) for column in zip(*pieces, strict=True))
    return (
        np.concatenate([once, left[rows]]),
        np.concatenate([lo, los]),
        np.concatenate([hi, his]),
    )


def _tangents(normals: FloatArray) -> FloatArray:
    """Return the directions along the sides in which the position angle grows."""
    return np.stack([normals[..., 1], -normals[..., 0]], axis=-1)


def _single_arcs(
    rho: FloatArray, radius: FloatArray, outlines: Outlines, polygon: IntArray
) -> tuple[IntArray, FloatArray, FloatArray]:
    """Return the pairs whose circle enters and leaves the grown polygon exactly once, and where.

    Nearly all do. The outline of the grown polygon is a line along each side and an arc at each
    corner; a crossing counts if it is on that piece. Other pairs are not returned: a circle that
    crosses nothing, only touches, or crosses at a joint within rounding.
    """
    pieces = (
        _side_crossings(rho, radius, outlines, polygon),
        _arc_crossings(rho, radius, outlines.corners, polygon),
    )
    entering, leaving, cosine = (np.concatenate(column) for column in zip(*pieces, strict=True))
    once = np.nonzero((entering.sum(axis=0) == 1) & (leaving.sum(axis=0) == 1))[0]
    sides = outlines.limits.shape[1]
    facing = np.concatenate([facing_of(outlines.normals).T, facing_of(outlines.corners).T])

    def angle(valid: BoolArray, sign: float) -> FloatArray:
        piece = valid[:, once].argmax(axis=0)
        half = np.degrees(np.arccos(np.clip(cosine[piece, once], -1.0, 1.0)))
        # a circle leaves a side where its outside begins, a corner's disc where its inside ends
        turned = np.where(piece < sides, -sign, sign)
        return np.asarray(facing[piece, polygon[once]] + turned * half)

    lo, hi = angle(entering, -1.0), angle(leaving, 1.0)
    return once, lo, lo + np.mod(hi - lo, 360.0)


def _side_crossings(
    rho: FloatArray, radius: FloatArray, outlines: Outlines, polygon: IntArray
) -> tuple[BoolArray, BoolArray, FloatArray]:
    """Return whether each circle enters and leaves over each side, moved out by its radius.

    Arrays (K, P), and the cosine (K, P) of the angle between the side's normal and its crossings.
    """
    # one contiguous row per side: numpy is slow along an axis of four
    low, high = (end.T[:, polygon] for end in (outlines.low, outlines.high))
    moved = outlines.limits.T[:, polygon] + radius
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
    # the two components of the corner-to-crossing vector, along each of the two sides
    parts = [
        (np.sum(ahead * side, axis=-1).T[:, polygon], np.sum(aside * side, axis=-1).T[:, polygon])
        for side in (before, after)
    ]

    def on_arc(sign: float) -> BoolArray:
        past, short = (beyond * u + sign * across * v for u, v in parts)
        return np.asarray(crosses & (past >= 0) & (short <= 0))

    cosine = np.divide(toward, rho, out=np.ones(toward.shape), where=crosses & (rho > 0))
    return on_arc(-1.0), on_arc(1.0), cosine


def _strips(
    rho: FloatArray, radius: FloatArray, outlines: Outlines
) -> tuple[IntArray, FloatArray, FloatArray]:
    facing, along = facing_of(outlines.normals), facing_of(_tangents(outlines.normals))
    angles = np.stack([facing, facing + 180.0, along, along + 180.0], axis=-1)
    bounds = np.stack(
        [outlines.limits + radius[:, None], -outlines.limits, outlines.high, -outlines.low], axis=-1
    )
    sides = outlines.limits.shape[1]
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
