"""The dates at which an observation may be taken, as its special requirements say.

AFTER and BEFORE each apply, several BETWEEN are alternatives (JDox, "Timing Special Requirements",
read 2026-11).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aptcheck.model.requirements import Requirements

__all__ = ["DateWindow", "date_windows", "share_a_date"]

#: From the first moment (included) to the last (excluded), naive UTC; the limits of datetime where
#: it is open.
DateWindow = tuple[datetime, datetime]


def date_windows(requirements: Requirements) -> tuple[DateWindow, ...]:
    """Return the dates at which an observation may be taken, in order; empty if there are none."""
    between = [
        (bound.after, bound.before)
        for bound in requirements.dates
        if bound.after is not None and bound.before is not None
    ] or [(datetime.min, datetime.max)]
    single = [b for b in requirements.dates if b.after is None or b.before is None]
    opens = max((b.after for b in single if b.after is not None), default=datetime.min)
    closes = min((b.before for b in single if b.before is not None), default=datetime.max)
    windows = ((max(after, opens), min(before, closes)) for after, before in between)
    return tuple(sorted((start, end) for start, end in windows if start < end))


def share_a_date(one: Iterable[DateWindow], other: Sequence[DateWindow]) -> bool:
    """Whether two observations with these windows may be taken at the same time."""
    return any(max(a, c) < min(b, d) for a, b in one for c, d in other)
