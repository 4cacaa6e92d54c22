"""The plane that touches the sky at the target.

In it, great circles are straight lines and a roll of the telescope is a plain rotation, so a field
that is correct at one position angle is correct at all. Positions on the sky are in degrees,
offsets from the target in arcsec, east and north.
"""

from __future__ import annotations

import math

__all__ = ["ARCSEC_PER_RADIAN", "Point", "on_sky", "project", "turned", "unproject"]

#: Two coordinates in a plane, arcsec, or on the sky, degrees.
Point = tuple[float, float]

ARCSEC_PER_RADIAN = 648000.0 / math.pi


def project(ra0: float, dec0: float, ra: float, dec: float) -> Point:
    """Return the gnomonic offset (east, north) of a position from (ra0, dec0).

    Positions 90 degrees away or more do not meet the plane: both offsets are infinite.
    """
    a, d, d0 = math.radians(ra - ra0), math.radians(dec), math.radians(dec0)
    cos_d, sin_d0, cos_d0 = math.cos(d), math.sin(d0), math.cos(d0)
    # 1 - cos(a) without loss of precision: targets and fields are arcseconds apart
    versine = 2.0 * math.sin(a / 2.0) ** 2
    along = math.cos(d - d0) - cos_d * cos_d0 * versine
    if along <= 1e-12:
        return math.inf, math.inf
    scale = ARCSEC_PER_RADIAN / along
    return (
        scale * cos_d * math.sin(a),
        scale * (math.sin(d - d0) + cos_d * sin_d0 * versine),
    )


def unproject(ra0: float, dec0: float, east: float, north: float) -> Point:
    """Return the position (ra, dec) of an offset from (ra0, dec0); 0 <= ra < 360."""
    x, y = east / ARCSEC_PER_RADIAN, north / ARCSEC_PER_RADIAN
    d0 = math.radians(dec0)
    toward, up = math.cos(d0) - y * math.sin(d0), math.sin(d0) + y * math.cos(d0)
    ra = (ra0 + math.degrees(math.atan2(x, toward))) % 360.0
    return ra, math.degrees(math.atan2(up, math.hypot(x, toward)))


def turned(x: float, y: float, v3pa: float) -> Point:
    """Return the offset (east, north) of a point at x along V2 and y along V3."""
    angle = math.radians(v3pa)
    cos, sin = math.cos(angle), math.sin(angle)
    return x * cos + y * sin, y * cos - x * sin


def on_sky(corners: tuple[Point, ...], ra: float, dec: float, v3pa: float) -> tuple[Point, ...]:
    """Return (ra, dec) of points given along V2 and V3 about a target at (ra, dec).

    `v3pa` is the position angle of V3 at the target, degrees.
    """
    return tuple(unproject(ra, dec, *turned(x, y, v3pa)) for x, y in corners)
