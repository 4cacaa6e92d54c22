"""The angles at which two fields meet as they turn together, each about its own target."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from aptcheck.geometry.angles import AngleSet
from aptcheck.geometry.arcs import FloatArray, angles_inside, facing_of, half_planes
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
    turn = convergence(target_a, target_b)
    a, pad_a = _shapes(field_a, 0.0)
    b, pad_b = _shapes(field_b, turn)
    psi = math.degrees(math.atan2(east, north))
    pairs = np.arange(first * second)
    met = AngleSet.empty()
    for chunk in np.array_split(pairs, math.ceil(len(pairs) / _CHUNK)):
        i, j = np.divmod(chunk, second)
        normals, limits = _difference(a[i], b[j])
        limits = limits + (pad_a[i] + pad_b[j])[:, None]
        facing = facing_of(normals)
        _, lo, hi = angles_inside(np.full(len(chunk), rho), facing, limits)
        found = AngleSet.of(zip((psi - hi).tolist(), (psi - lo).tolist(), strict=True))
        met = met.union(found)
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


def _difference(a: FloatArray, b: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the half-planes of the Minkowski difference of convex polygons, pair by pair."""
    normals = np.concatenate([half_planes(a)[0], -half_planes(b)[0]], axis=1)
    over_a = np.einsum("pkd,pcd->pkc", normals, a).max(axis=-1)
    over_b = np.einsum("pkd,pcd->pkc", normals, -b).max(axis=-1)
    return normals, over_a + over_b
