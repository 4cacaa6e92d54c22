"""The position of a target at a date."""

from __future__ import annotations

from datetime import UTC, datetime
from math import atan2, cos, degrees, hypot, isfinite, radians, sin
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aptcheck.model.target import Target

__all__ = ["julian_year", "position_at"]

_MAS_TO_RADIANS = radians(1.0 / 3.6e6)


def julian_year(moment: datetime) -> float:
    """Return the Julian epoch of a moment (UTC taken for TT: 70 s do not matter here)."""
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return 2000.0 + (aware - datetime(2000, 1, 1, 12, tzinfo=UTC)).total_seconds() / 31557600.0


def position_at(target: Target, year: float | None) -> tuple[float, float] | None:
    """Return (RA, Dec) in degrees at a Julian year; None if it is not known.

    It is not known without coordinates, or if a motion is given that cannot be read.

    Straight motion in space, without radial velocity and parallax: along the great circle of the
    proper motion. Without a stated epoch, or with ``year`` None, this is the catalogue position.
    """
    if target.ra_deg is None or target.dec_deg is None:
        return None
    motion = target.motion
    if year is not None and not motion.is_known:
        return None
    years = 0.0 if year is None or motion.epoch is None else year - motion.epoch
    east_mas = (motion.ra_mas_per_year or 0.0) * years
    north_mas = (motion.dec_mas_per_year or 0.0) * years
    if not (east_mas or north_mas):
        return target.ra_deg, target.dec_deg
    if not isfinite(hypot(east_mas, north_mas)):
        return None
    ra, dec = radians(target.ra_deg), radians(target.dec_deg)
    here = (cos(dec) * cos(ra), cos(dec) * sin(ra), sin(dec))
    east = (-sin(ra), cos(ra), 0.0)
    north = (-sin(dec) * cos(ra), -sin(dec) * sin(ra), cos(dec))
    x, y, z = (
        axis + _MAS_TO_RADIANS * (east_mas * e + north_mas * n)
        for axis, e, n in zip(here, east, north, strict=True)
    )
    return degrees(atan2(y, x)) % 360.0, degrees(atan2(z, hypot(x, y)))
