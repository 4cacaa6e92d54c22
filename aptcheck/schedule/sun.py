"""The direction of the Sun seen from JWST.

Earth to Sun from ERFA's ``epv00`` (the IAU SOFA routine, VSOP2000 truncated), plus the halo orbit
about L2. The work depends on the dates alone, so it is done once for each span of dates.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import erfa
import numpy as np

from aptcheck.geometry.ecliptic import OBLIQUITY_DEG
from aptcheck.observatory.orbit import HaloFit, flown_halo
from aptcheck.schedule.spans import FloatArray

__all__ = ["SunTrack", "sun_direction", "sun_track"]

MJD_ZERO = 2400000.5
TT_MINUS_UTC = 69.184 / 86400.0  # days; constant since 2017 (IERS Bulletin C), 0.0008 degree of Sun
OBLIQUITY = np.radians(OBLIQUITY_DEG)  # the frame of the halo fit
STENCIL = 2  # days on either side that a five-point derivative needs


@dataclass(frozen=True, slots=True, eq=False)
class SunTrack:
    """Unit vectors to the Sun (ICRS), one cubic of the time for each day.

    ``first`` is the MJD (UTC) at which the first day begins; ``cubic`` has shape (4, days, 3), its
    first axis the powers 0 to 3 of the part of the day. Good to 0.0002 arcsec.
    """

    first: float
    cubic: FloatArray


@lru_cache(maxsize=32)
def sun_track(first: int, last: int, orbit: HaloFit | None = None) -> SunTrack:
    """Return the Sun from MJD `first` to `last`, both included, seen from JWST.

    Parameters
    ----------
    first, last : int
        Whole days, MJD (UTC).
    orbit : HaloFit or None
        The halo orbit, None for the one that was flown.
    """
    days = np.arange(first - STENCIL, last + STENCIL + 1, dtype=np.float64)
    sun = sun_direction(days, orbit or flown_halo())
    motion = (8.0 * (sun[3:-1] - sun[1:-3]) - (sun[4:] - sun[:-4])) / 12.0
    here, there = sun[STENCIL : -STENCIL - 1], sun[STENCIL + 1 : -STENCIL]
    rise, leave, arrive = there - here, motion[:-1], motion[1:]
    powers = [here, leave, 3.0 * rise - 2.0 * leave - arrive, leave + arrive - 2.0 * rise]
    return SunTrack(float(first), np.stack(powers))


def sun_direction(mjd: FloatArray, orbit: HaloFit) -> FloatArray:
    """Return unit vectors to the Sun seen from JWST, ICRS, shape (dates, 3), at MJD (UTC)."""
    heliocentric, _ = erfa.epv00(MJD_ZERO, mjd + TT_MINUS_UTC)
    x, y, z = -np.asarray(heliocentric["p"]).T
    cos_e, sin_e = np.cos(OBLIQUITY), np.sin(OBLIQUITY)
    y, z = cos_e * y + sin_e * z, cos_e * z - sin_e * y
    series = _series(mjd, orbit)
    latitude = np.arctan2(z, np.hypot(x, y)) + np.radians(series @ np.array(orbit.latitude_deg))
    longitude = np.arctan2(y, x) + np.radians(series @ np.array(orbit.longitude_deg))
    cos_b = np.cos(latitude)
    x, y, z = cos_b * np.cos(longitude), cos_b * np.sin(longitude), np.sin(latitude)
    return np.stack([x, cos_e * y - sin_e * z, sin_e * y + cos_e * z], axis=-1)


def _series(mjd: FloatArray, orbit: HaloFit) -> FloatArray:
    elapsed = mjd + (MJD_ZERO - orbit.epoch_jd)
    halo = 2.0 * np.pi * elapsed / orbit.period_days
    year = 2.0 * np.pi * elapsed / 365.25
    columns = [np.ones_like(elapsed)]
    columns += [f(k * halo) for k in (1, 2, 3) for f in (np.cos, np.sin)]
    return np.stack([*columns, np.cos(year), np.sin(year)], axis=-1)
