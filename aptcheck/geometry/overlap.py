"""The angles at which two fields meet as they turn together, each about its own target."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from aptcheck.geometry.angles import AngleSet
from aptcheck.geometry.arcs import FloatArray, angles_inside, facing_of, half_planes, joined
from aptcheck.geometry.tangent import Point, project, turned

if TYPE_CHECKING:
    from aptcheck.geometry.footprint import Field

__all__ = ["convergence", "meeting_angles"]

#: With more pairs of footprints only the reaches are compared: mosaics of about forty tiles each.
MAX_PAIRS = 4_000_000
_CHUNK = 100_000
_NORTHWARD = 1.0 / 3600.0  # degrees; any short step shows the direction of north


def meeting_angles(field_a: Field, target_a: Point, field_b: Field, target_b: Point) -> AngleSet:
    """Return the V3PA at which two fields share a point of the sky.

    Two convex polygons meet where the difference of their targets lies in their Minkowski
    difference, itself convex: the closed form of a source in a footprint with eight sides. V3PA is
    measured at each target; the convergence of the meridians between them is included. Fields of
    more than `MAX_PAIRS` pairs of footprints are assumed to meet at every angle if their rings
    meet.
    """
    east, north = project(*target_a, *target_b)
    rho = math.hypot(east, north)
    if not field_a.reach.meets(field_b.reach, rho):
        return AngleSet.empty()
    first, second = len(field_a.footprints), len(field_b.footprints)
    if first * second > MAX_PAIRS:
        return AngleSet.full()
    a, pad_a = _shapes(field_a, 0.0)
    b, pad_b = _shapes(field_b, convergence(target_a, target_b))
    sides_a, sides_b = half_planes(a)[0], -half_planes(b)[0]
    facing_a, facing_b = facing_of(sides_a), facing_of(sides_b)
    own_a, own_b = _farthest(sides_a, a), _farthest(sides_b, -b)
    psi = math.degrees(math.atan2(east, north))
    pairs = np.arange(first * second)
    met = AngleSet.empty()
    for chunk in np.array_split(pairs, math.ceil(len(pairs) / _CHUNK)):
        i, j = np.divmod(chunk, second)
        # the half-planes of the Minkowski difference: the sides of both, as far as both reach
        facing = np.concatenate([facing_a[i], facing_b[j]], axis=1)
        along_a = own_a[i] + _farthest(sides_a[i], -b[j])
        along_b = _farthest(sides_b[j], a[i]) + own_b[j]
        limits = np.concatenate([along_a, along_b], axis=1) + (pad_a[i] + pad_b[j])[:, None]
        _, lo, hi = angles_inside(np.full(len(chunk), rho), facing, limits)
        start, end = joined(psi - hi, psi - lo)
        met = met.union(AngleSet.of(zip(start.tolist(), end.tolist(), strict=True)))
        if met.is_full:
            break
    return met


def convergence(target_a: Point, target_b: Point) -> float:
    """Return the position angle of north at B in the tangent plane of A, degrees."""
    ra, dec = target_b
    step = _NORTHWARD if dec < 0 else -_NORTHWARD
    here, there = project(*target_a, ra, dec), project(*target_a, ra, dec + step)
    sign = math.copysign(1.0, step)
    return math.degrees(math.atan2(sign * (there[0] - here[0]), sign * (there[1] - here[1])))


def _shapes(field: Field, v3pa: float) -> tuple[FloatArray, FloatArray]:
    corners = [[turned(x, y, v3pa) for x, y in shape.corners] for shape in field.footprints]
    return np.array(corners), np.array([shape.pad for shape in field.footprints])


def _farthest(normals: FloatArray, corners: FloatArray) -> FloatArray:
    """Return how far polygons (N, C, 2) reach along each of their normals (N, K, 2): (N, K)."""
    return np.asarray(np.einsum("pkd,pcd->pkc", normals, corners).max(axis=-1))
