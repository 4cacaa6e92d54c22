"""How far stored Visit Planner windows are from the computed ones.

Both are made on the record's own planning window, so the requested dates do not matter. The
tolerances are those that held for every record of the flown orbit: see docs/validation.md.

A window opens and closes where the angle between target and Sun passes a limit. Where that angle
changes by a degree a day, as it does near the ecliptic, 0.15 day is 0.15 degree; where it only just
passes the limit, the same 0.15 degree is a day or a week. So dates are compared as Sun angles, and
the tolerance in days is the time in which the Sun angle changes by 0.15 degree at that edge.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

import numpy as np

from aptcheck.schedule.field_of_regard import computed_visibility
from aptcheck.schedule.planner_windows import FLOWN_ORBIT, RegardWindow, regard_windows
from aptcheck.schedule.spans import FloatArray, Span, difference, union

if TYPE_CHECKING:
    from aptcheck.model.visit_planner import VisitRecord
    from aptcheck.schedule.field_of_regard import FieldOfRegard
    from aptcheck.schedule.roll import Pointing
    from aptcheck.schedule.visibility import Visibility

__all__ = [
    "ANGLE_TOLERANCE",
    "SUN_TOLERANCE",
    "Disagreement",
    "disagreement",
    "largest_disagreement",
]

ANGLE_TOLERANCE = 0.32  # degrees of V3PA, visit duration not known
SUN_TOLERANCE = 0.15  # degrees of Sun angle
SHORTEST = 0.15  # days; the Sun angle changes by a degree a day at most
_STEPS = 65  # points of a time: in a window the margin turns once or twice
#: A window closes at the last start time: earlier by the visit's duration, of a day at most.
LONGEST_VISIT = 1.0
#: No orbit, aperture or duration explains more: the windows are those of another place.
ANGLE_IMPOSSIBLE, DAYS_IMPOSSIBLE = 5.0, 30.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Disagreement:
    """The largest differences of one visit.

    ``angle_deg`` is of V3PA; ``date_days`` the longest time that only one of the two allows (a
    visit's length before a close left out), and ``sun_deg`` how far the Sun angle passes its limit
    in it.
    """

    angle_deg: float
    date_days: float
    sun_deg: float

    @property
    def is_large(self) -> bool:
        """Whether the stored and the computed windows differ by more than they should."""
        return self.angle_deg > ANGLE_TOLERANCE or self.sun_deg > SUN_TOLERANCE

    @property
    def is_impossible(self) -> bool:
        """Whether the stored windows cannot be those of this target."""
        late = self.date_days > DAYS_IMPOSSIBLE and self.sun_deg > SUN_TOLERANCE
        return self.angle_deg > ANGLE_IMPOSSIBLE or late

    @property
    def date_tolerance(self) -> float:
        """The days in which the Sun angle changes by its tolerance, at the edge that differs."""
        return SUN_TOLERANCE * self.date_days / self.sun_deg if self.sun_deg else SHORTEST


def largest_disagreement(
    records: Iterable[VisitRecord], ra_deg: float, dec_deg: float, pointing: Pointing
) -> Disagreement | None:
    """Return the largest differences over several visits, None where none can be compared."""
    compared = (disagreement(record, ra_deg, dec_deg, pointing) for record in records)
    found = [one for one in compared if one is not None]
    if not found:
        return None
    latest = max(found, key=lambda one: one.sun_deg)
    return replace(latest, angle_deg=max(one.angle_deg for one in found))


def disagreement(
    record: VisitRecord,
    ra_deg: float,
    dec_deg: float,
    pointing: Pointing,
) -> Disagreement | None:
    """Compare the stored field of regard of a visit with the computed one.

    Returns None where the two cannot be compared: no angles, or an engine before 14.17.1, which
    had another orbit. A window that only one of them has counts with its whole length.

    Raises
    ------
    UsageError
        If the position is invalid or the record's plan lies outside 2000 to 2099.
    """
    windows = regard_windows(record)
    regard = record.constraint("off-normal")
    if not windows or regard is None or record.release < FLOWN_ORBIT:
        return None
    computed = computed_visibility(
        "",
        ra_deg,
        dec_deg,
        pointing=pointing,
        start=regard.pieces[0].start,
        end=regard.pieces[-1].end,
    )
    stored = union((window.start, window.end) for window in windows)
    differences = [
        *(_missing(span, computed) for span in difference(computed.spans, stored)),
        *(_beyond(span, computed) for span in difference(stored, computed.spans)),
    ]
    days, degrees = max(
        (one for one in differences if one[0] > SHORTEST),
        key=lambda one: (one[1] > SUN_TOLERANCE, *one),
        default=(0.0, 0.0),
    )
    return Disagreement(
        angle_deg=max(_angles(window, computed) for window in windows),
        date_days=days,
        sun_deg=degrees,
    )


def _missing(span: Span, computed: Visibility) -> tuple[float, float]:
    """Return the days of a time that only the computed windows hold, and its degrees.

    A window that closes early by up to a visit's length does not differ.
    """
    start, end = span
    if all(end != close for _, close in computed.spans):
        return end - start, float(_margin(computed, span).max())
    last = end - LONGEST_VISIT
    if last <= start:
        return 0.0, 0.0
    before, at_close = _margin(computed, (last, end))[[0, -1]]
    inside = _margin(computed, (start, last)).max()
    return end - start, max(float(inside - max(before - at_close, 0.0)), 0.0)


def _beyond(span: Span, computed: Visibility) -> tuple[float, float]:
    """Return the days of a time that only the stored windows hold, and its degrees."""
    return span[1] - span[0], max(float(-_margin(computed, span).min()), 0.0)


def _margin(computed: Visibility, span: Span) -> FloatArray:
    """Return how far the Sun angle is within its limits over a time, degrees."""
    field = cast("FieldOfRegard", computed.limits)  # as `computed_visibility` makes them
    return field.margin(np.linspace(*span, _STEPS))


def _angles(window: RegardWindow, computed: Visibility) -> float:
    lo, hi = computed.limits(np.array([sample.mjd for sample in window.samples]))
    hulls = np.array([sample.hull for sample in window.samples])
    off = np.stack([lo, hi], axis=1) - hulls
    return float(np.abs((off + 180.0) % 360.0 - 180.0).max())
