"""Where a fixed target is at any date: its proper motion and its parallax."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from aptcheck.geometry.tangent import Point, unproject
from aptcheck.model.epoch import position_at

if TYPE_CHECKING:
    from aptcheck.model import Target

__all__ = ["DAYS_PER_YEAR", "TargetPath", "year_of"]

#: JWST from the Sun in au: 1 % beyond the Earth. Halo orbit and eccentricity, 2 %, are left out,
#: which is 0.02 arcsec for the nearest star.
_ORBIT_AU = 1.01
#: Of a Julian year.
DAYS_PER_YEAR = 365.25
#: A turn a year, and 5 % for perihelion and the halo orbit.
_FASTEST_PER_YEAR = 1.05 * 2.0 * math.pi


def year_of(mjd: float) -> float:
    """Return the Julian year of an MJD."""
    return 2000.0 + (mjd - 51544.5) / DAYS_PER_YEAR


@dataclass(frozen=True, eq=False)
class TargetPath:
    """The way of a fixed target on the sky.

    Parameters
    ----------
    target : Target
        With coordinates and a motion that are known.
    """

    target: Target

    @cached_property
    def fastest(self) -> float:
        """How fast it may go at any date, arcsec per year; 0 for one that does not move."""
        return _speed(self.proper, self._parallax_mas)

    def fastest_against(self, other: TargetPath) -> float:
        """Return how fast two that are near each other may move apart, arcsec per year."""
        (x, y), (u, v) = self.proper, other.proper
        return _speed((x - u, y - v), abs(self._parallax_mas - other._parallax_mas))

    def at(self, mjd: float) -> Point:
        """Return (RA, Dec) as seen from JWST at an MJD (UTC), degrees.

        A nearby star is displaced toward the Sun: by its parallax times the distance of JWST from
        the Sun in au and the sine of the angle between them.

        Raises
        ------
        ValueError
            The proper motion leads nowhere.
        """
        place = position_at(self.target, year_of(mjd))
        if place is None:
            raise ValueError(f"where {self.target.name} is at MJD {mjd:.1f} is not known")
        if not self._parallax_mas:
            return place
        east, north = _toward_sun(*place, mjd)
        shift = _ORBIT_AU * self._parallax_mas / 1000.0
        return unproject(*place, shift * east, shift * north)

    @property
    def proper(self) -> Point:
        """The proper motion that counts, mas/yr: without an epoch none does (`position_at`)."""
        motion = self.target.motion
        if motion.epoch is None:
            return 0.0, 0.0
        return motion.ra_mas_per_year or 0.0, motion.dec_mas_per_year or 0.0

    @property
    def _parallax_mas(self) -> float:
        return abs(self.target.motion.parallax_mas or 0.0)


def _speed(proper: Point, parallax_mas: float) -> float:
    """Return no less than the speed of a proper motion in mas/yr with a parallax, arcsec/yr."""
    swing = _FASTEST_PER_YEAR * _ORBIT_AU * parallax_mas
    return (math.hypot(*proper) + swing) / 1000.0


def _toward_sun(ra_deg: float, dec_deg: float, mjd: float) -> Point:
    """Return the Sun's direction along east and north at a position; no unit."""
    import numpy as np

    from aptcheck.observatory.orbit import flown_halo
    from aptcheck.schedule.sun import sun_direction

    x, y, z = sun_direction(np.array([mjd]), flown_halo())[0].tolist()
    ra, dec = math.radians(ra_deg), math.radians(dec_deg)
    along = x * math.cos(ra) + y * math.sin(ra)
    return y * math.cos(ra) - x * math.sin(ra), z * math.cos(dec) - along * math.sin(dec)
