"""How far stored Visit Planner windows are from the computed ones.

Both are made on the record's own planning window, so the dates asked for do not matter. The
tolerances are those that held for every record of the flown orbit: see docs/validation.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from aptcheck.schedule.field_of_regard import computed_visibility
from aptcheck.schedule.planner_windows import FLOWN_ORBIT, RegardWindow, regard_windows

if TYPE_CHECKING:
    from aptcheck.model.visit_planner import VisitRecord
    from aptcheck.schedule.roll import Pointing
    from aptcheck.schedule.visibility import Visibility

__all__ = [
    "ANGLE_TOLERANCE",
    "DATE_TOLERANCE",
    "Disagreement",
    "disagreement",
    "largest_disagreement",
]

ANGLE_TOLERANCE = 0.32  # degrees, visit duration not known
DATE_TOLERANCE = 0.15  # days
#: A window closes at the last start time: earlier by the visit's duration, of a day at most.
LATEST_CLOSE = 1.0 + DATE_TOLERANCE


@dataclass(frozen=True, kw_only=True, slots=True)
class Disagreement:
    """The largest differences of one visit: of angles in degrees, of window dates in days."""

    angle_deg: float
    date_days: float

    @property
    def is_large(self) -> bool:
        """Whether the stored and the computed windows differ by more than they should."""
        return self.angle_deg > ANGLE_TOLERANCE or self.date_days > DATE_TOLERANCE


def largest_disagreement(
    records: Iterable[VisitRecord], ra_deg: float, dec_deg: float, pointing: Pointing
) -> Disagreement | None:
    """Return the largest differences over several visits, None where none can be compared."""
    compared = (disagreement(record, ra_deg, dec_deg, pointing) for record in records)
    found = [one for one in compared if one is not None]
    if not found:
        return None
    return Disagreement(
        angle_deg=max(one.angle_deg for one in found),
        date_days=max(one.date_days for one in found),
    )


def disagreement(
    record: VisitRecord,
    ra_deg: float,
    dec_deg: float,
    pointing: Pointing,
    duration: timedelta | None = None,
) -> Disagreement | None:
    """Compare the stored field of regard of a visit with the computed one.

    Returns None where the two cannot be compared: no angles, or an engine before 14.17.1, which
    had another orbit. A window that only one of them has counts with its whole length.

    Raises
    ------
    UsageError
        If the position is none or the record's plan lies outside 2000 to 2099.
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
        duration=duration,
    )
    late = DATE_TOLERANCE if duration is not None else LATEST_CLOSE
    dates = [_dates(window, computed, late) for window in windows]
    dates += [
        end - start
        for start, end in computed.spans
        if end - start > late and not any(w.start <= end and w.end >= start for w in windows)
    ]
    return Disagreement(
        angle_deg=max(_angles(window, computed) for window in windows), date_days=max(dates)
    )


def _dates(window: RegardWindow, computed: Visibility, late: float) -> float:
    met = [span for span in computed.spans if span[0] <= window.end and span[1] >= window.start]
    if not met:
        return window.end - window.start
    opening, closing = met[0][0] - window.start, met[-1][1] - window.end
    # an early close within a visit's length is that length, not a disagreement
    return max(abs(opening), 0.0 if 0.0 <= closing <= late else abs(closing))


def _angles(window: RegardWindow, computed: Visibility) -> float:
    lo, hi = computed.limits(np.array([sample.mjd for sample in window.samples]))
    hulls = np.array([sample.hull for sample in window.samples])
    off = np.stack([lo, hi], axis=1) - hulls
    return float(np.abs((off + 180.0) % 360.0 - 180.0).max())
