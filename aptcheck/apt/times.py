"""Dates (``01-OCT-2022``, ``01-OCT-2022:00:00:00``) and durations (``53 Days``) of APT."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from aptcheck.apt.text import quantity

__all__ = ["date_utc", "duration_days"]

_DATE = re.compile(
    r"([0-9]{1,2})-([A-Z]{3})[A-Z]*-([0-9]{4})"
    r"(?:[:\sT]+([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]*)?)?)?"
)
# Spelled out: strptime reads month names in the locale of whoever runs it.
_MONTHS: Final = (
    "JAN",
    "FEB",
    "MAR",
    "APR",
    "MAY",
    "JUN",
    "JUL",
    "AUG",
    "SEP",
    "OCT",
    "NOV",
    "DEC",
)
_DAYS: Final = {"day": 1.0, "hour": 1 / 24, "minute": 1 / 1_440, "second": 1 / 86_400}


def date_utc(text: str) -> datetime | None:
    """Read a date, midnight where no time is given; UTC without a zone, None if it is no date."""
    match = _DATE.fullmatch(text.strip().upper()) if len(text) <= 60 else None
    if match is None or match[2] not in _MONTHS:
        return None
    month = _MONTHS.index(match[2]) + 1
    hour, minute, second = (int(match[part] or 0) for part in (4, 5, 6))
    try:
        return datetime(int(match[3]), month, int(match[1]), hour, minute, second)
    except ValueError:
        return None


def duration_days(text: str) -> float | None:
    """Read a duration in days; None without a number and a unit from seconds to days."""
    parts = quantity(text)
    if parts is None:
        return None
    value, unit = parts
    days = _DAYS.get(unit.removesuffix("s"))
    return None if days is None else value * days
