"""How near a source comes to a turning field: exact, without sampling angles."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from aptcheck.geometry.angles import AngleSet
from aptcheck.geometry.arcs import BoolArray, FloatArray, facing_of, half_planes, outline_distances
from aptcheck.geometry.footprint import Footprint

__all__ = ["nearest_distances"]

_SAME_DEG = 1e-9


def nearest_distances(
    footprints: Sequence[Footprint], east: float, north: float, allowed: AngleSet
) -> FloatArray:
    """Return how near a source comes to each of N footprints at the allowed V3PA, (N,), arcsec.

    Measured from the outline without any pad; 0 inside. On its arc about the pivot, a source is
    nearest to a convex polygon at an end of the arc, in the direction of a corner or of a side's
    normal, or where it crosses a side: only these are computed.

    Parameters
    ----------
    footprints : sequence of Footprint
        At least one.
    east, north : float
        Offsets of the source from the pivot, arcsec.
    allowed : AngleSet
        Not empty.

    Raises
    ------
    ValueError
        If there is no footprint or no angle.
    """
    if not footprints or allowed.is_empty:
        raise ValueError("There is no footprint, or no angle, to measure a distance at.")
    corners = np.array([footprint.corners for footprint in footprints])
    rho, psi = math.hypot(east, north), math.degrees(math.atan2(east, north))
    normals, limits = half_planes(corners)
    facing = facing_of(normals)
    reached = np.clip(np.where(np.isfinite(limits), limits, 0.0) / max(rho, 1e-12), -1.0, 1.0)
    half = np.degrees(np.arccos(reached))
    there = [facing_of(corners), facing, facing + 180.0, facing - half, facing + half]
    angles = np.mod(psi - np.concatenate(there, axis=1), 360.0)
    ends = np.array([end for interval in allowed.intervals for end in interval])
    angles = np.concatenate([angles, np.broadcast_to(ends, (len(corners), len(ends)))], axis=1)
    distance = _distances(corners, rho, psi - angles)
    distance[~_within(allowed, angles)] = np.inf
    return np.asarray(distance.min(axis=1))


def _within(allowed: AngleSet, angles: FloatArray) -> BoolArray:
    """Return which angles are allowed, within rounding."""
    inside = np.zeros(angles.shape, dtype=bool)
    for low, high in allowed.intervals:
        inside |= (angles >= low - _SAME_DEG) & (angles <= high + _SAME_DEG)
    return inside


def _distances(corners: FloatArray, rho: float, direction: FloatArray) -> FloatArray:
    """Return the distances (N, A) of points on a circle from polygons (N, K, 2), 0 inside."""
    turned = np.radians(direction)
    points = rho * np.stack([np.sin(turned), np.cos(turned)], axis=-1)
    normals, limits = half_planes(corners)
    depths = np.sum(points[:, :, None] * normals[:, None], axis=-1)
    inside = np.all(depths <= limits[:, None], axis=-1)
    return np.asarray(np.where(inside, 0.0, outline_distances(corners, points)))
