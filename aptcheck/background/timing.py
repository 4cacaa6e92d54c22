"""Whether the timing requirements let a background be taken beside its science.

Dates as in JDox, "Timing Special Requirements" (read 2026-11): AFTER and BEFORE each hold, several
BETWEEN are alternatives.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aptcheck.model import AfterLink, Observation, Requirements

__all__ = ["DateWindow", "date_windows", "keeps_apart", "share_a_date"]

#: From the first moment to the last, that one excluded; the ends of time where it is open.
DateWindow = tuple[datetime, datetime]

_SECONDS_PER_DAY = 86_400.0


def date_windows(requirements: Requirements) -> tuple[DateWindow, ...]:
    """Return the dates an observation may be taken at, UTC, in order; empty if there are none."""
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


def share_a_date(one: Requirements, other: Requirements) -> bool:
    """Whether two observations may be taken at the same time, as far as their dates say."""
    return any(max(a, c) < min(b, d) for a, b in date_windows(one) for c, d in date_windows(other))


def keeps_apart(
    links: Iterable[AfterLink], one: Observation, other: Observation
) -> AfterLink | None:
    """Return the AFTER link of two observations whose minimum interval parts them, if any.

    An interval that the earlier observation fills by itself (its science time, which APT writes
    down) lets the later one follow at once. Only a link between the two is looked at.
    """
    pair = {one.number: one, other.number: other}
    for link in links:
        if {link.observation, link.after} != set(pair) or not link.min_days:
            continue
        earlier = pair[link.after] if link.after is not None else one
        if link.min_days * _SECONDS_PER_DAY > (earlier.science_duration_s or 0):
            return link
    return None
