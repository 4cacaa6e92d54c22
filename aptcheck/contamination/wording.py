"""How a message tells angles and dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from aptcheck.background.wording import listed
from aptcheck.contamination.swept import SweptField
from aptcheck.sky.angles import AngleSet

__all__ = ["angle_words", "date_words", "pad_words"]

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
