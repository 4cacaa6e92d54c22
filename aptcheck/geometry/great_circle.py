"""Distances on the sphere, in plain arithmetic."""

from __future__ import annotations

from math import atan2, cos, degrees, hypot, radians, sin

__all__ = ["Vector", "angle_arcsec", "direction", "great_circle_arcsec"]

#: A direction as (x, y, z), of length one.
Vector = tuple[float, float, float]


def direction(ra_deg: float, dec_deg: float) -> Vector:
    """Return the unit vector towards a position in degrees."""
    ra, dec = radians(ra_deg), radians(dec_deg)
    return cos(dec) * cos(ra), cos(dec) * sin(ra), sin(dec)


def angle_arcsec(one: Vector, other: Vector) -> float:
    """Return the angle in arcsec between two unit vectors, exact at every distance."""
    (ax, ay, az), (bx, by, bz) = one, other
    across = hypot(ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx)
    return degrees(atan2(across, ax * bx + ay * by + az * bz)) * 3600.0


def great_circle_arcsec(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the angle in arcsec between two (RA, Dec) in degrees, exact at every distance."""
    return angle_arcsec(direction(*one), direction(*other))
