"""Apparent motion: believed when secure, else a wider position error.

AllWISE measured half a year of motion, parallax included, so most of its values are noise. It is
believed at 5 sigma and when the ten years between 2MASS and AllWISE show the same motion.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from aptcheck.catalog.detections import ALLWISE_EPOCH, TWO_MASS_EPOCH
from aptcheck.catalog.sources import Sources

__all__ = ["MOTION_SIGMA", "WIDENING_LIMIT_ARCSEC", "at_epoch", "moved", "secure", "significance"]

#: Total motion over its error from which AllWISE's motion may be believed.
MOTION_SIGMA = 5.0

#: An unconfirmed motion widens the position error by no more than this, arcsec.
WIDENING_LIMIT_ARCSEC = 2.0

Floats = NDArray[np.float64]


def at_epoch(sources: Sources, year: float) -> Sources:
    """Return the sources where they stand at a Julian year.

    Secure motion moves the source. Any other motion that is stated widens its position error
    by the distance it would cover, as far as the 2MASS position allows and at most
    ``WIDENING_LIMIT_ARCSEC``. A source without a motion stays as it is.
    """
    sure = secure(sources)
    years = year - sources.epoch
    ra, dec = moved(
        sources.ra_deg,
        sources.dec_deg,
        np.where(sure, sources.pm_ra, 0.0) * years / 1000.0,
        np.where(sure, sources.pm_dec, 0.0) * years / 1000.0,
    )
    speed = np.hypot(sources.pm_ra, sources.pm_dec) / 1000.0
    seen = (sources.offset_arcsec + 3 * sources.position_error_arcsec) / (
        ALLWISE_EPOCH - TWO_MASS_EPOCH
    )
    travelled = np.minimum(np.fmin(speed, seen) * np.abs(years), WIDENING_LIMIT_ARCSEC)
    widening = np.where(sure | ~np.isfinite(speed), 0.0, travelled)
    return replace(
        sources,
        ra_deg=ra,
        dec_deg=dec,
        epoch=np.where(sure, year, sources.epoch),
        position_error_arcsec=np.hypot(sources.position_error_arcsec, widening),
    )


def secure(sources: Sources) -> NDArray[np.bool_]:
    """Return where the motion is at 5 sigma and confirmed by the 2MASS position."""
    sure: NDArray[np.bool_] = sources.motion_confirmed & (significance(sources) >= MOTION_SIGMA)
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
