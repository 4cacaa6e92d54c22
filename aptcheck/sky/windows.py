"""Windows of time: unions, intersections, and where a curve is not negative.

A window is a pair (start, end) of MJD (UTC) with start <= end; a list of windows is sorted and
disjoint.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "Span",
    "Window",
    "as_datetime",
    "as_mjd",
    "daily",
    "greatest",
    "intersection",
    "not_negative",
    "shortened",
    "union",
]

FloatArray = NDArray[np.float64]

#: A window in MJD (UTC), as the sums use it.
Span = tuple[float, float]
#: A window as naive UTC dates, as everyone else reads it.
Window = tuple[datetime, datetime]

MJD_EPOCH = datetime(1858, 11, 17)
GRID = 33  # points of one zoom
ZOOMS = 4  # a day shrinks to 0.1 s, and the chord there to much less


def as_mjd(date: datetime) -> float:
    """Return the MJD of a naive UTC date."""
    return (date - MJD_EPOCH) / timedelta(days=1)


def as_datetime(mjd: float) -> datetime:
    """Return the naive UTC date of an MJD, to the nearest second."""
    return MJD_EPOCH + timedelta(seconds=round(mjd * 86400.0))


def union(spans: Iterable[Span]) -> list[Span]:
    """Return the windows in any of the spans; spans that touch become one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def intersection(first: Sequence[Span], second: Sequence[Span]) -> list[Span]:
    """Return the windows in both lists."""
    return union(
        (max(a, c), min(b, d)) for a, b in first for c, d in second if max(a, c) <= min(b, d)
    )


def shortened(spans: Sequence[Span], days: float) -> list[Span]:
    """Return the start times from which `days` still fit in the same window."""
    return [(start, end - days) for start, end in spans if end - days >= start]


def daily(start: float, end: float) -> FloatArray:
    """Return the start, every midnight (UTC) between, and the end."""
    midnights = np.arange(np.floor(start) + 1.0, end, dtype=np.float64)
    ends = [start] if start == end else [start, end]
    return np.sort(np.concatenate([ends, midnights]))


def not_negative(curve: Callable[[FloatArray], FloatArray], times: FloatArray) -> list[Span]:
    """Return where a continuous curve is zero or more, within the range of the times.

    Parameters
    ----------
    curve : callable
        Values at an array of MJD, same shape.
    times : array
        Sorted MJD, at most about a day apart: the curve may turn once between neighbours. A turn
        that rises above or dips below zero between two of them is found.

    Returns
    -------
    list of Span
        Edges are roots of the curve, to 0.01 s.
    """
    times, values = _with_turns(curve, times, curve(times))
    inside = values >= 0.0
    change = np.flatnonzero(inside[1:] != inside[:-1])
    edges = _roots(curve, times[change], times[change + 1])
    marks = [*([times[0]] if inside[0] else []), *edges, *([times[-1]] if inside[-1] else [])]
    return [(float(a), float(b)) for a, b in zip(marks[::2], marks[1::2], strict=True)]


def _with_turns(
    curve: Callable[[FloatArray], FloatArray], times: FloatArray, values: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Add the turning points at which the curve may cross zero and come back unseen."""
    before, here, after = values[:-2], values[1:-1], values[2:]
    sign = np.where(here >= 0.0, -1.0, 1.0)
    turns = (sign * (here - before) >= 0.0) & (sign * (here - after) >= 0.0)
    swing = np.maximum(np.abs(here - before), np.abs(here - after))
    extra = [
        _peak(curve, times[k], times[k + 2], sign[k])
        for k in np.flatnonzero(turns & (np.abs(here) <= swing))
    ]
    if not extra:
        return times, values
    merged = np.union1d(times, np.array(extra))
    return merged, curve(merged)


def greatest(
    curve: Callable[[FloatArray], FloatArray], times: FloatArray, values: FloatArray
) -> float:
    """Return the greatest value of a curve whose values at the times are known."""
    pick = int(np.argmax(values))
    low, high = times[max(pick - 1, 0)], times[min(pick + 1, len(times) - 1)]
    peak = _peak(curve, float(low), float(high))
    return float(max(values[pick], curve(np.array([peak]))[0]))


def _peak(
    curve: Callable[[FloatArray], FloatArray], low: float, high: float, sign: float = 1.0
) -> float:
    """Return where the curve, or its negative, is greatest, zooming in on the best of a grid."""
    best = low
    for _ in range(ZOOMS):
        grid = np.linspace(low, high, GRID)
        pick = int(np.argmax(sign * curve(grid)))
        best = float(grid[pick])
        low, high = grid[max(pick - 1, 0)], grid[min(pick + 1, GRID - 1)]
    return best


def _roots(
    curve: Callable[[FloatArray], FloatArray], low: FloatArray, high: FloatArray
) -> FloatArray:
    """Solve all brackets at once, zooming in on the change of sign of a grid."""
    if not len(low):
        return low
    steps = np.linspace(0.0, 1.0, GRID)
    column = np.arange(len(low))
    for _ in range(ZOOMS):
        grid = low[:, None] + (high - low)[:, None] * steps
        value = curve(grid.ravel()).reshape(grid.shape)
        inside = value >= 0.0
        pick = np.maximum(np.argmax(inside != inside[:, :1], axis=1), 1)
        low, high = grid[column, pick - 1], grid[column, pick]
        at_low, at_high = value[column, pick - 1], value[column, pick]
    drop = np.where(at_low == at_high, 1.0, at_low - at_high)
    root: FloatArray = low + np.clip(at_low / drop, 0.0, 1.0) * (high - low)
    return root
