"""Values as APT writes them: counts that may be empty, choices in a wrapper, ``"2 NGC-1-SKY"``.

Angles (``"252 Degrees"``), dates (``01-OCT-2022:00:00:00``, ``2022.274:00:00:00``) and durations
(``53 Days``).
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

__all__ = [
    "ANY",
    "FRAMES",
    "Limits",
    "canonical",
    "count",
    "date_utc",
    "degrees",
    "duration_days",
    "frame",
    "number",
    "quantity",
    "reference",
    "unwrapped",
]

_WRAPPED = re.compile(r"[CO]\[(.*)\]", re.DOTALL)
_REFERENCE = re.compile(r"([0-9]{1,6})\s+(\S.*)", re.DOTALL)
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_COUNT = re.compile(r"[0-9]{1,9}")


def canonical(text: str) -> str:
    """Return upper case with single spaces: the case of the vocabulary changed over the years."""
    return " ".join(text.upper().split())


def unwrapped(text: str) -> str:
    """Return the value of a choice field, written ``C[value]`` or ``O[value]`` in old files."""
    match = _WRAPPED.fullmatch(text.strip())
    return (match[1] if match else text).strip()


def count(text: str) -> int | None:
    """Read a count, 0 to 999,999,999; None for anything else."""
    text = text.strip()
    return int(text) if _COUNT.fullmatch(text) else None


def number(text: str) -> float | None:
    """Read a finite decimal number; None for anything else, NaN and infinity included."""
    text = text.strip()
    if len(text) > 60 or not _NUMBER.fullmatch(text):
        return None
    # Minus zero is zero.
    value = float(text) + 0.0
    return value if math.isfinite(value) else None


@dataclass(frozen=True, slots=True)
class Limits:
    """The range in which a number makes sense, both ends included, with ``unit`` for the words."""

    low: float
    high: float
    unit: str = ""

    @property
    def known(self) -> tuple[str, ...]:
        """The limits in words, empty if there are none."""
        if not math.isfinite(self.high):
            return ()
        return (f"{self.low:g} to {self.high:g} {self.unit}".strip(),)

    def has(self, value: float) -> bool:
        """Whether a value is within them."""
        return self.low <= value <= self.high

    def read(self, text: str) -> float | None:
        """Read a number within them; None for anything else."""
        value = number(text)
        return value if value is not None and self.has(value) else None

    def degrees(self, text: str) -> float | None:
        """Read an angle within them; None for anything else."""
        value = degrees(text)
        return value if value is not None and self.has(value) else None

    def days(self, text: str) -> float | None:
        """Read a duration within them; None for anything else."""
        value = duration_days(text)
        return value if value is not None and self.has(value) else None


ANY: Final = Limits(-math.inf, math.inf)


def quantity(text: str) -> tuple[float, str] | None:
    """Split ``"53.0 Days"`` into its number and its unit in lower case; None for other text."""
    head, _, unit = text.strip().partition(" ")
    value = number(head)
    return None if value is None else (value, unit.strip().lower())


def reference(text: str) -> tuple[int | None, str]:
    """Split ``"2 NGC-1-SKY"`` into number and name; the number is None if there is none."""
    text = text.strip()
    match = _REFERENCE.fullmatch(text)
    if match:
        return int(match[1]), match[2]
    return count(text), text


FRAMES: Final = ("APA", "Aperture", "V3")
_FRAMES: Final = {"apa": "aperture", "aperture": "aperture", "v3": "V3", "v3pa": "V3"}


def degrees(text: str) -> float | None:
    """Read an angle in degrees; None without a number or with another unit."""
    parts = quantity(text)
    if parts is None:
        return None
    value, unit = parts
    return value if unit in {"", "degree", "degrees", "deg"} else None


def frame(text: str) -> str | None:
    """Return ``aperture`` or ``V3``, the words of the model."""
    return _FRAMES.get(text.strip().lower())


# The day as 01-OCT-2022 or as year and day of the year, 2022.274.
_DATE = re.compile(
    r"(?:([0-9]{1,2})-([A-Z]{3})[A-Z]*-([0-9]{4})|([0-9]{4})\.([0-9]{1,3}))"
    r"(?:[:\sT]+([0-9]{1,2})(?::([0-9]{2})(?::([0-9]{2})(?:\.[0-9]*)?)?)?)?"
)
# Spelled out: strptime reads month names in the user's locale.
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
    """Read a date, the first moment of what is given; naive UTC, None if it is not a date.

    APT takes the day as ``04-AUG-2022`` or as year and day of the year, ``2022.216``, followed by
    an optional time that may end with the hour or the minute, ``04-AUG-2022:14`` (proposals that
    APT printed, 2022 to 2026).
    """
    match = _DATE.fullmatch(text.strip().upper()) if len(text) <= 60 else None
    if match is None:
        return None
    hour, minute, second = (int(match[part] or 0) for part in (6, 7, 8))
    try:
        if match[4]:
            day = _day_of_year(int(match[4]), int(match[5]))
        elif match[2] in _MONTHS:
            day = datetime(int(match[3]), _MONTHS.index(match[2]) + 1, int(match[1]))
        else:
            return None
        return day.replace(hour=hour, minute=minute, second=second)
    except (ValueError, OverflowError):
        return None


def _day_of_year(year: int, day: int) -> datetime:
    """Return a day by its number, 1 to 365 or 366; any other number raises ValueError."""
    found = datetime(year, 1, 1) + timedelta(days=day - 1)
    if found.year != year:
        raise ValueError(f"{year} has no day {day}")
    return found


def duration_days(text: str) -> float | None:
    """Read a duration in days; None without a number and a unit from seconds to days."""
    parts = quantity(text)
    if parts is None:
        return None
    value, unit = parts
    days = _DAYS.get(unit.removesuffix("s"))
    return None if days is None else value * days
