"""The field of regard: computed visibility of a fixed position.

The Sun's direction and the limits on pitch and roll give, at every date, one interval of V3PA at
the target. Method and margins are those of APT's Visit Planner (`aptcheck.schedule.roll`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from aptcheck.errors import UsageError
from aptcheck.schedule.roll import FLOWN_FRAME, Pointing, RollFrame, roll_offsets, sun_angles
from aptcheck.schedule.spans import (
    FloatArray,
    Span,
    as_mjd,
    daily,
    intersection,
    not_negative,
    shortened,
)
from aptcheck.schedule.sun import SunTrack, sun_track
from aptcheck.schedule.visibility import Limits, Visibility

if TYPE_CHECKING:
    from aptcheck.observatory.orbit import HaloFit


__all__ = ["FieldOfRegard", "computed_visibility"]

LONGEST_WINDOW = timedelta(days=20 * 366)
EARLIEST, LATEST = datetime(2000, 1, 1), datetime(2099, 1, 1)  # where epv00 is good to 10 arcsec
LONGEST_VISIT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class FieldOfRegard:
    """Limits of V3PA at a target that hold over a whole visit.

    ``cubic`` is the Sun along east, north and outward at the target, as in `SunTrack`, for whole
    days from MJD ``first``; ``duration`` is in days.
    """

    first: float
    cubic: FloatArray
    pointing: Pointing
    frame: RollFrame
    duration: float

    def cos_sun(self, mjd: FloatArray) -> FloatArray:
        """Return the cosine of the Sun angle at the target."""
        day, part = self._day(mjd)
        a, b, c, d = self.cubic[:, day, 2]
        outward: FloatArray = a + part * (b + part * (c + part * d))
        return outward

    def margin(self, mjd: FloatArray) -> FloatArray:
        """Return how far the Sun angle at the target is within its limits, degrees."""
        near, far = sun_angles(self.pointing)
        sun = np.degrees(np.arccos(np.clip(self.cos_sun(mjd), -1.0, 1.0)))
        margin: FloatArray = np.minimum(sun - near, far - sun)
        return margin

    def __call__(self, mjd: FloatArray, /) -> tuple[FloatArray, FloatArray]:
        """Return the lowest and highest V3PA for a visit that starts at `mjd`, degrees.

        The roll keeps between its limits during a visit, so it is enough to ask at both its ends.
        """
        centre, lo, hi = self._instant(mjd)
        if self.duration > 0.0:
            later, late_lo, late_hi = self._instant(mjd + self.duration)
            drift = (later - centre + 180.0) % 360.0 - 180.0
            lo, hi = np.maximum(lo, late_lo + drift), np.minimum(hi, late_hi + drift)
        return centre + lo, centre + hi

    def _instant(self, mjd: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
        day, part = self._day(mjd)
        a, b, c, d = self.cubic[:, day]
        part = part[..., None]
        sun = a + part * (b + part * (c + part * d))
        # outside the windows the limits mean nothing, but they must stay finite
        cos_sun = np.minimum(np.maximum(sun[..., 2], -0.75), 0.15)
        lo, hi = roll_offsets(cos_sun, self.pointing, self.frame)
        centre = np.degrees(np.arctan2(-sun[..., 0], -sun[..., 1]))
        return centre, np.degrees(lo), np.degrees(hi)

    def _day(self, mjd: FloatArray) -> tuple[NDArray[np.intp], FloatArray]:
        elapsed = mjd - self.first
        day = np.minimum(np.maximum(elapsed.astype(np.intp), 0), self.cubic.shape[1] - 1)
        return day, elapsed - day


def computed_visibility(
    target: str,
    ra_deg: float,
    dec_deg: float,
    *,
    pointing: Pointing,
    start: datetime,
    end: datetime,
    duration: timedelta | None = None,
    orbit: HaloFit | None = None,
    frame: RollFrame = FLOWN_FRAME,
) -> Visibility:
    """Return when a position can be observed between two dates, and at which V3PA.

    Parameters
    ----------
    target : str
        A name, only for the reader.
    ra_deg, dec_deg : float
        ICRS position, degrees.
    pointing : Pointing
        (V2, V3) of the aperture reference that holds the target.
    start, end : datetime
        Dates to look at, naive UTC.
    duration : timedelta or None
        Length of the visit. The angle has to be allowed during all of it, and a window closes that
        much earlier. None: taken as zero, which is up to 0.3 degree too generous.
    orbit : HaloFit or None
        JWST's halo orbit, None for the one that was flown.
    frame : RollFrame
        Frame of the roll; the default is that of APT 2022 and later.

    Raises
    ------
    UsageError
        If the position or the dates make no sense.
    """
    days = _check(ra_deg, dec_deg, start, end, duration)
    low, high = as_mjd(start), as_mjd(end)
    track = sun_track(math.floor(low) - 1, math.ceil(high + days) + 1, orbit)
    field = _field(track, ra_deg, dec_deg, pointing, frame, days)
    spans = shortened(_sun_windows(field, low, high), days)
    if days > 0.0:
        spans = _with_room(field, spans)
    return Visibility(target=target, origin="computed", spans=tuple(spans), limits=field)


def _check(
    ra_deg: float, dec_deg: float, start: datetime, end: datetime, duration: timedelta | None
) -> float:
    if not (math.isfinite(ra_deg) and math.isfinite(dec_deg) and -90.0 <= dec_deg <= 90.0):
        raise UsageError(f"no such position on the sky: {ra_deg} {dec_deg} (degrees, ICRS).")
    if end <= start:
        raise UsageError(f"the date window ends ({end:%Y-%m-%d}) before it starts.")
    if start < EARLIEST or end > LATEST or end - start > LONGEST_WINDOW:
        raise UsageError("a date window must be between 2000 and 2099 and last 20 years at most.")
    if duration is not None and not timedelta(0) <= duration <= LONGEST_VISIT:
        raise UsageError(f"no visit lasts {duration / timedelta(hours=1):.1f} hours.")
    return 0.0 if duration is None else duration / timedelta(days=1)


def _field(
    track: SunTrack,
    ra_deg: float,
    dec_deg: float,
    pointing: Pointing,
    frame: RollFrame,
    days: float,
) -> FieldOfRegard:
    ra, dec = math.radians(ra_deg), math.radians(dec_deg)
    # at a pole the right ascension still defines north
    axes = np.array(
        [
            [-math.sin(ra), math.cos(ra), 0.0],
            [-math.sin(dec) * math.cos(ra), -math.sin(dec) * math.sin(ra), math.cos(dec)],
            [math.cos(dec) * math.cos(ra), math.cos(dec) * math.sin(ra), math.sin(dec)],
        ]
    )
    return FieldOfRegard(track.first, track.cubic @ axes.T, pointing, frame, days)


def _sun_windows(field: FieldOfRegard, start: float, end: float) -> list[Span]:
    near, far = (math.cos(math.radians(angle)) for angle in sun_angles(field.pointing))
    times = daily(start, end)
    not_too_near = not_negative(lambda mjd: near - field.cos_sun(mjd), times)
    not_too_far = not_negative(lambda mjd: field.cos_sun(mjd) - far, times)
    return intersection(not_too_near, not_too_far)


def _with_room(field: Limits, spans: list[Span]) -> list[Span]:
    """Keep the start times at which some angle holds over the whole visit."""

    def width(mjd: FloatArray) -> FloatArray:
        lo, hi = field(mjd)
        return hi - lo

    return [piece for start, end in spans for piece in not_negative(width, daily(start, end))]
