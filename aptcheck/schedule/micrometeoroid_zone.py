"""When a target is in the micrometeoroid avoidance zone: ahead of JWST on its way round the Sun.

JDox, "JWST Micrometeoroid Avoidance Zone" (read 2026-11): the zone is a cone about the direction of
the orbital motion. Observing in it is not forbidden; "APT Micrometeoroid Avoidance" asks for a
justification where special requirements leave little else.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

import erfa
import numpy as np

from aptcheck.geometry.great_circle import direction
from aptcheck.schedule.spans import FloatArray, Span, as_datetime, daily, not_negative, total_days

__all__ = ["HALF_ANGLE_DEG", "in_zone", "is_within_zone", "zone_windows"]

#: Half angle of the cone, degrees, since Cycle 2 (JDox, as above). Another page of JDox calls 75
#: degrees its diameter, but what APT says of real proposals rules out a half angle under 66 and
#: argues against 80 and more (docs/validation.md).
HALF_ANGLE_DEG = 75.0

#: What the halo orbit, which is neglected, can do to an edge.
_DOUBT_DAYS = 1.0
_MJD_ZERO = 2400000.5


def in_zone(
    spans: Sequence[Span], ra_deg: float, dec_deg: float, half_angle_deg: float = HALF_ANGLE_DEG
) -> tuple[Span, ...]:
    """Return the parts of some windows, MJD, at which a position is in the zone.

    The motion is the Earth's. JWST's differs by its halo orbit, less than 0.3 of 30 km/s: half a
    degree, or a day where the angle to the motion changes by half a degree a day.

    Parameters
    ----------
    spans : sequence of Span
        Sorted, disjoint, between 1900 and 2100.
    ra_deg, dec_deg : float
        ICRS position, degrees.
    half_angle_deg : float
        Half angle of the cone, degrees.
    """
    if not spans:
        return ()
    first, last = math.floor(spans[0][0]), math.ceil(spans[-1][1])
    days = np.arange(first, last + 1, dtype=np.float64)
    ahead = _motion(first, last) @ np.array(direction(ra_deg, dec_deg))
    limit = math.cos(math.radians(half_angle_deg))

    def curve(mjd: FloatArray) -> FloatArray:
        # the motion turns by a degree a day: a straight line between days is good to 0.002 degree
        inside: FloatArray = np.interp(mjd, days, ahead) - limit
        return inside

    return tuple(piece for span in spans for piece in not_negative(curve, daily(*span)))


def zone_windows(
    spans: Sequence[Span], ra_deg: float, dec_deg: float
) -> tuple[tuple[datetime, datetime], ...]:
    """Return what `in_zone` does as dates, naive UTC."""
    inside = in_zone(spans, ra_deg, dec_deg)
    return tuple((as_datetime(start), as_datetime(end)) for start, end in inside)


def is_within_zone(spans: Sequence[Span], ra_deg: float, dec_deg: float) -> bool:
    """Whether a position is in the zone at all dates of some windows, to within a day.

    For windows of less than two days, at most of the dates.
    """
    days, inside = total_days(spans), total_days(in_zone(spans, ra_deg, dec_deg))
    return inside > max(days - _DOUBT_DAYS, days / 2.0)


@lru_cache(maxsize=32)
def _motion(first: int, last: int) -> FloatArray:
    """Return the direction of the Earth's motion about the Sun, ICRS, for whole days, (days, 3)."""
    heliocentric, _ = erfa.epv00(_MJD_ZERO, np.arange(first, last + 1, dtype=np.float64))
    velocity = np.asarray(heliocentric["v"], dtype=np.float64)
    motion: FloatArray = velocity / np.linalg.norm(velocity, axis=-1, keepdims=True)
    return motion
