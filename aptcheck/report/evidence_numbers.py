"""Evidence and angles of a finding as plain numbers, for tables."""

from __future__ import annotations

import math
from collections.abc import Iterable

__all__ = ["as_number", "as_words", "width"]


def as_number(value: float | str | None) -> float | None:
    """Return what was measured, or its limit, if it is a number."""
    return None if value is None or isinstance(value, str) else float(value)


def as_words(value: float | str | None) -> str | None:
    """Return what was measured, or its limit, if it is words."""
    return value if isinstance(value, str) else None


def width(intervals: Iterable[tuple[float, float]]) -> float:
    """Return the width of all these position angles, degrees."""
    return math.fsum(high - low for low, high in intervals)
