"""Ecliptic latitude, in plain arithmetic."""

from __future__ import annotations

from math import asin, cos, degrees, radians, sin

__all__ = ["OBLIQUITY_DEG", "ecliptic_latitude_deg"]

#: Of the ecliptic of J2000, IAU 1976 (Lieske et al. 1977, A&A 58, 1): 84381.448 arcsec.
OBLIQUITY_DEG = 84381.448 / 3600.0


def ecliptic_latitude_deg(ra_deg: float, dec_deg: float) -> float:
    """Return the ecliptic latitude of a position, J2000, all in degrees."""
    ra, dec, tilt = radians(ra_deg), radians(dec_deg), radians(OBLIQUITY_DEG)
    sine = sin(dec) * cos(tilt) - cos(dec) * sin(tilt) * sin(ra)
    return degrees(asin(max(-1.0, min(1.0, sine))))
