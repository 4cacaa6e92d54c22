"""Apparent motion: applied when secure, otherwise a larger position error.

AllWISE measured half a year of motion, parallax included, so most of its values are noise. It
counts as secure at 5 sigma and when the eleven years between 2MASS and AllWISE show the same
motion.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from aptcheck.catalog.detections import ALLWISE_EPOCH, TWO_MASS_EPOCH
from aptcheck.catalog.sources import Sources

__all__ = [
    "FASTEST_ARCSEC_PER_YEAR",
    "MOTION_SIGMA",
    "UNSEEN_ARCSEC_PER_YEAR",
    "at_epoch",
    "beside_way",
    "moved",
    "secure",
    "significance",
]

#: Total motion over its error from which AllWISE's motion may be secure.
MOTION_SIGMA = 5.0

#: The same for a source with an AllWISE position only: from here on, it may have the stated motion.
_POSSIBLE_SIGMA = 3.0

#: No star is faster: Barnard's moves 10.4 arcsec/yr, and 2MASS may show a sixth more, since its
#: date is not known. A larger value in a row is not a motion.
FASTEST_ARCSEC_PER_YEAR = 12.5

#: The motion that a source may have if a survey gives no other indication of it. Fewer than one
#: star of 2MASS in a hundred is faster: 61,977 of the northern sky exceed 0.15 arcsec/yr (Lepine &
#: Shara 2005, AJ 129, 1483), their number falls with the cube of the motion, and 2MASS has 471
#: million in the whole sky (Skrutskie et al. 2006, AJ 131, 1163).
UNSEEN_ARCSEC_PER_YEAR = 0.05

#: Parallax over yearly motion. At 24 km/s across the line of sight, slow for a star that is near,
#: it is a fifth (4.74 km/s is 1 au/yr); AllWISE's half a year of motion has the parallax in it.
_PARALLAX_YEARS = 0.2

Floats = NDArray[np.float64]


def at_epoch(sources: Sources, year: float) -> Sources:
    """Return the sources at their positions in a Julian year.

    A secure motion moves the source, and its own error and the unknown parallax enlarge the
    position error. For any other source, the error grows by the distance that it may have moved:
    with the larger of the motion that its 2MASS and AllWISE positions show and the one that AllWISE
    states, from 5 sigma on; where AllWISE alone has a position, with what it states from 3 sigma
    on; and where one survey alone has seen it, with at least ``UNSEEN_ARCSEC_PER_YEAR``.
    """
    sure = secure(sources)
    years = year - sources.epoch
    ra, dec = moved(
        sources.ra_deg,
        sources.dec_deg,
        np.where(sure, sources.pm_ra, 0.0) * years / 1000.0,
        np.where(sure, sources.pm_dec, 0.0) * years / 1000.0,
    )
    stated = np.hypot(sources.pm_ra, sources.pm_dec) / 1000.0
    seen = sources.offset_arcsec / (ALLWISE_EPOCH - TWO_MASS_EPOCH)
    needed = np.where(np.isfinite(seen), MOTION_SIGMA, _POSSIBLE_SIGMA)
    possible = (significance(sources) >= needed) & (stated <= FASTEST_ARCSEC_PER_YEAR)
    unknown = np.where(sources.seen_once, UNSEEN_ARCSEC_PER_YEAR, 0.0)
    shown = np.where(np.isfinite(seen), np.minimum(seen, FASTEST_ARCSEC_PER_YEAR), unknown)
    unseen = np.maximum(np.where(possible, stated, 0.0), shown) * np.abs(years)
    error = np.hypot(sources.pm_ra_error, sources.pm_dec_error) / 1000.0 * np.abs(years)
    widening = np.where(sure, np.hypot(error, _PARALLAX_YEARS * stated), unseen)
    return replace(
        sources,
        ra_deg=ra,
        dec_deg=dec,
        epoch=np.where(sure, year, sources.epoch),
        position_error_arcsec=np.hypot(sources.position_error_arcsec, widening),
        unseen_motion_arcsec=np.where(sure, 0.0, unseen),
    )


def secure(sources: Sources) -> NDArray[np.bool_]:
    """Return where AllWISE's motion, at 5 sigma, is confirmed by the 2MASS position."""
    speed = np.hypot(sources.pm_ra, sources.pm_dec) / 1000.0
    sure: NDArray[np.bool_] = sources.motion_confirmed & (speed <= FASTEST_ARCSEC_PER_YEAR)
    return sure


def significance(sources: Sources) -> Floats:
    """Return total motion over its error; 0 where either is not stated."""
    speed = np.hypot(sources.pm_ra, sources.pm_dec)
    with np.errstate(divide="ignore", invalid="ignore"):
        error = (
            np.hypot(sources.pm_ra * sources.pm_ra_error, sources.pm_dec * sources.pm_dec_error)
            / speed
        )
        ratio: Floats = np.nan_to_num(speed / error, nan=0.0, posinf=0.0)
    return ratio


def beside_way(
    east: Floats, north: Floats, pm_ra: Floats | float, pm_dec: Floats | float, years: float
) -> Floats:
    """Return how far offsets are from the path over these years before and after, arcsec.

    ``east`` and ``north`` are arcsec from where a motion in mas/yr leads at the date itself.
    """
    x, y = np.asarray(pm_ra) / 1000.0, np.asarray(pm_dec) / 1000.0
    squared = np.maximum(x**2 + y**2, 1e-12)
    along = np.clip((east * x + north * y) / squared, -years, years)
    beside: Floats = np.hypot(east - along * x, north - along * y)
    return beside


def moved(
    ra: Floats, dec: Floats, east_arcsec: Floats, north_arcsec: Floats
) -> tuple[Floats, Floats]:
    """Return positions shifted on the sky, along the great circle of the shift; degrees."""
    distance = np.radians(np.hypot(east_arcsec, north_arcsec) / 3600.0)
    angle = np.arctan2(east_arcsec, north_arcsec)
    alpha, delta = np.radians(ra), np.radians(dec)
    sine = np.sin(delta) * np.cos(distance) + np.cos(delta) * np.sin(distance) * np.cos(angle)
    turn = np.arctan2(
        np.sin(angle) * np.sin(distance) * np.cos(delta), np.cos(distance) - np.sin(delta) * sine
    )
    still = distance == 0
    return (
        np.where(still, ra, np.degrees(alpha + turn) % 360.0),
        np.where(still, dec, np.degrees(np.arcsin(np.clip(sine, -1.0, 1.0)))),
    )
