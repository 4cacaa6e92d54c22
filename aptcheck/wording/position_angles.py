"""Position angles in a message, and the dates at which they can be had."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from aptcheck.wording.lists import listed

__all__ = ["angle_words", "date_words", "open_date_words"]

_MOST = 4
_GAP = timedelta(hours=1)


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
        for low, high in arcs
    ]
    return f"V3PA {_listed(told)}"


def date_words(windows: Sequence[tuple[datetime, datetime]]) -> str:
    """Return ``2027-04-06 to 2027-05-28``, several listed; ``no date`` for none."""
    told = [
        f"{start:%Y-%m-%d} to {end:%Y-%m-%d}" if start.date() != end.date() else f"{start:%Y-%m-%d}"
        for start, end in _closed(windows)
    ]
    return _listed(told) if told else "no date"


def open_date_words(windows: Sequence[tuple[datetime, datetime]]) -> str:
    """Return ``from 2026-09-01 or to 2026-07-01`` of windows that may be open at an end."""
    told = " or ".join(_from_to(start, end) for start, end in windows[:3])
    return told or "its own dates exclude each other"


def _from_to(start: datetime, end: datetime) -> str:
    opening = f"from {start:%Y-%m-%d}" if start.year > 1 else ""
    closing = f"to {end:%Y-%m-%d}" if end.year < 9999 else ""
    return f"{opening} {closing}".strip()


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
