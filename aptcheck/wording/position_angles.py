"""Position angles in a message, and the dates at which they can be had."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from aptcheck.wording.lists import listed

__all__ = ["angle_words", "date_words", "moment_words", "open_date_words"]

_MOST = 4
_GAP = timedelta(hours=1)
_DAY = timedelta(days=1)


def angle_words(arcs: Sequence[tuple[float, float]]) -> str:
    """Return ``V3PA 12.3 to 20.1 and 350.0 to 2.5``, or that it is every angle or none.

    Arcs are (from, to) in degrees, as those of an `AngleSet`: an end may exceed 360.
    """
    if tuple(arcs) == ((0.0, 360.0),):
        return "every V3PA"
    if not arcs:
        return "no V3PA"
    told = [
        f"{low % 360:.1f} to {high % 360:.1f}" if high > low else f"{low % 360:.1f}"
        for low, high in _joined(arcs)
    ]
    return f"V3PA {_listed(told)}"


def _joined(arcs: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the arcs, those as one that touch as they are written."""
    joined: list[tuple[float, float]] = []
    for low, high in arcs:
        if joined and f"{joined[-1][1]:.1f}" == f"{low:.1f}":
            joined[-1] = joined[-1][0], high
        else:
            joined.append((low, high))
    return joined


def date_words(windows: Sequence[tuple[datetime, datetime]]) -> str:
    """Return ``2027-04-06 to 2027-05-28``, several listed; ``no date`` for none.

    A window of less than a day has its hours: ``2027-04-06 10:00 to 12:30``.
    """
    told = [_between(start, end) for start, end in _closed(windows)]
    return _listed(told) if told else "no date"


def open_date_words(windows: Sequence[tuple[datetime, datetime]]) -> str:
    """Return ``from 2026-09-01 or to 2026-07-01`` of windows that may be open at an end.

    A time of day that is not midnight is shown.
    """
    told = " or ".join(_from_to(start, end) for start, end in windows[:3])
    return told or "its own dates exclude each other"


def _from_to(start: datetime, end: datetime) -> str:
    opening = f"from {moment_words(start)}" if start.year > 1 else ""
    same_day = start.date() == end.date()
    closing = f"to {f'{end:%H:%M}' if same_day else moment_words(end)}" if end.year < 9999 else ""
    return f"{opening} {closing}".strip()


def moment_words(at: datetime) -> str:
    """Return ``2027-04-06``, with ``10:00`` behind it where that is not midnight."""
    return f"{at:%Y-%m-%d}" if at.time() == time() else f"{at:%Y-%m-%d %H:%M}"


def _between(start: datetime, end: datetime) -> str:
    if end - start >= _DAY:
        return f"{start:%Y-%m-%d} to {end:%Y-%m-%d}"
    closing = f"{end:%H:%M}" if start.date() == end.date() else f"{end:%Y-%m-%d %H:%M}"
    return f"{start:%Y-%m-%d %H:%M} to {closing}"


def _closed(windows: Sequence[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    """Close the gaps that no schedule could use: days are told, and an extreme is met in a day."""
    closed: list[tuple[datetime, datetime]] = []
    for start, end in windows:
        if closed and start - closed[-1][1] < _GAP:
            closed[-1] = closed[-1][0], end
        else:
            closed.append((start, end))
    return closed


def _listed(told: list[str]) -> str:
    more = len(told) - _MOST
    return listed([*told[:_MOST], f"{more} more"]) if more > 0 else listed(told)
