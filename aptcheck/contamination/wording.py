"""How a message tells angles and dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from aptcheck.model.dates import date_windows
from aptcheck.wording import listed

if TYPE_CHECKING:
    from aptcheck.contamination.swept import SweptField
    from aptcheck.geometry.angles import AngleSet
    from aptcheck.model import Requirements

__all__ = ["angle_words", "asked_date_words", "avoided_date_words", "date_words", "pad_words"]

_MOST = 4
_GAP = timedelta(hours=1)


def angle_words(angles: AngleSet) -> str:
    """Return ``V3PA 12.3 to 20.1 and 350.0 to 2.5``, or that it is every angle or none."""
    if angles.is_full:
        return "every V3PA"
    if angles.is_empty:
        return "no V3PA"
    told = [
        f"{low % 360:.1f} to {high % 360:.1f}" if high > low else f"{low % 360:.1f}"
        for low, high in angles.arcs
    ]
    return f"V3PA {_listed(told)}"


def date_words(windows: Sequence[tuple[datetime, datetime]]) -> str:
    """Return ``2027-04-06 to 2027-05-28``, several listed; ``no date`` for none."""
    told = [
        f"{start:%Y-%m-%d} to {end:%Y-%m-%d}" if start.date() != end.date() else f"{start:%Y-%m-%d}"
        for start, end in _closed(windows)
    ]
    return _listed(told) if told else "no date"


def asked_date_words(requirements: Requirements) -> str:
    """Return the dates an observation asks for: ``from 2026-09-01 or to 2026-07-01``."""
    if not requirements.dates:
        return "no dates set"
    told = " or ".join(_from_to(start, end) for start, end in date_windows(requirements)[:3])
    return told or "its own dates exclude each other"


def _from_to(start: datetime, end: datetime) -> str:
    opening = f"from {start:%Y-%m-%d}" if start.year > 1 else ""
    closing = f"to {end:%Y-%m-%d}" if end.year < 9999 else ""
    return f"{opening} {closing}".strip()


def avoided_date_words(swept: SweptField, avoid: AngleSet) -> str:
    """Tell when an angle to avoid may be taken, when no other can, and how many days are left."""
    visibility = swept.visibility
    if visibility is None:
        why = f": {swept.unknown}" if swept.unknown is not None else ""
        return f"At which dates is not known{why}."
    forced = visibility.dates_for(avoid, "all")
    only = f"; no clean angle on {date_words(forced)}" if forced else ""
    return (
        f"Dates with angles to avoid: {date_words(swept.dates(avoid))}{only}. A clean angle can "
        f"be had on {swept.clean_days(avoid) or 0.0:.0f} of {visibility.days:.0f} days."
    )


def _closed(windows: Sequence[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    """Close the gaps that no schedule could use: days are told, and an extreme is met in a day."""
    closed: list[tuple[datetime, datetime]] = []
    for start, end in windows:
        if closed and start - closed[-1][1] < _GAP:
            closed[-1] = closed[-1][0], end
        else:
            closed.append((start, end))
    return closed


def pad_words(swept: SweptField) -> str:
    """Say how far a field was widened where its positions are not known exactly, else nothing."""
    pad = swept.field.pad_arcsec
    if not pad:
        return ""
    return (
        f" The field is widened by {pad:.1f} arcsec: its dither or tile positions are not "
        "those of an APT export."
    )


def _listed(told: list[str]) -> str:
    more = len(told) - _MOST
    return listed([*told[:_MOST], f"{more} more"]) if more > 0 else listed(told)
