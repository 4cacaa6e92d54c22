"""At which angles a disc touches a convex polygon that turns about a pivot: exact at the corners.

The polygon grown by the radius is the union of the polygon, a strip along each side and a disc at
each corner, and the union of their arcs is the answer.
"""

from __future__ import annotations

import numpy as np

from aptcheck.sky.halfplanes import FloatArray, IntArray, angles_inside, half_planes

__all__ = ["disc_arcs"]


def disc_arcs(
    rho: FloatArray, radius: FloatArray, corners: FloatArray
) -> tuple[IntArray, FloatArray, FloatArray]:
    """Return the arcs of position angle at which discs touch polygons.

    Parameters
    ----------
    rho, radius : array (P,)
        Distance of each disc's centre from the pivot, and its radius.
    corners : array (P, K, 2)
        Corners (x, y) of each convex polygon, in order around it.

    Returns
    -------
    rows : int array (M,)
    lo, hi : array (M,)
        As from `angles_inside`; the arcs of one pair overlap.
    """
    pieces = [
        _polygon(rho, corners),
        _strips(rho, radius, corners),
        _corner_discs(rho, radius, corners),
    ]
    rows, lo, hi = zip(*pieces, strict=True)
    return np.concatenate(rows), np.concatenate(lo), np.concatenate(hi)


def _polygon(rho: FloatArray, corners: FloatArray) -> tuple[IntArray, FloatArray, FloatArray]:
    normals, limits = half_planes(corners)
    return angles_inside(rho, _facing(normals), limits)


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
    facing, along = _facing(normals), _facing(tangents)
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
    centre = _facing(corners)[rows, columns]
    return rows, centre - half, centre + half


def _facing(vectors: FloatArray) -> FloatArray:
    """Return the position angle of vectors (x, y): from y toward x, degrees."""
    return np.asarray(np.degrees(np.arctan2(vectors[..., 0], vectors[..., 1])))
