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
    "FloatArray",
    "Span",
    "as_datetime",
    "as_datetimes",
    "as_mjd",
    "daily",
    "difference",
    "intersection",
    "not_negative",
    "peaks",
    "shortened",
    "total_days",
    "union",
]

FloatArray = NDArray[np.float64]

#: A window in MJD (UTC), as the sums use it.
Span = tuple[float, float]

MJD_EPOCH = datetime(1858, 11, 17)
LAST = 16
STEPS = np.linspace(0.0, 1.0, LAST + 1)  # points of one zoom
ZOOMS = 4  # a day shrinks to 1.3 s, and the chord there to much less


def as_mjd(date: datetime) -> float:
    """Return the MJD of a naive UTC date."""
    return (date - MJD_EPOCH) / timedelta(days=1)


def as_datetimes(mjd: FloatArray) -> list[datetime]:
    """Return what `as_datetime` does, for many dates."""
    seconds = np.rint(mjd * 86400.0).astype("timedelta64[s]")
    dates: list[datetime] = (np.datetime64(MJD_EPOCH, "s") + seconds).tolist()
    return dates


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


def difference(spans: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """Return what is in the windows and not in the others; an instant alone is left out."""
    left: list[Span] = []
    for start, end in spans:
        at = start
        for a, b in others:
            if b > at and a < end:
                left += [(at, a)] if a > at else []
                at = b
        left += [(at, end)] if end > at else []
    return left


def total_days(spans: Iterable[Span]) -> float:
    """Return the summed length of disjoint windows."""
    return sum(end - start for start, end in spans)


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
    near = np.flatnonzero(turns & (np.abs(here) <= swing))
    if not len(near):
        return times, values
    extra, _ = peaks(lambda mjd: sign[near, None] * curve(mjd), times[near], times[near + 2])
    merged = np.union1d(times, extra)
    return merged, curve(merged)


def peaks(
    curve: Callable[[FloatArray], FloatArray], low: FloatArray, high: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return where a curve is greatest in each bracket, and how great.

    The curve takes an array of shape (brackets, points) and turns at most once in a bracket.
    """
    column = np.arange(len(low))
    for _ in range(ZOOMS - 1):
        grid = low[:, None] + (high - low)[:, None] * STEPS
        value = curve(grid)
        pick = np.argmax(value, axis=1)
        best, height = grid[column, pick], value[column, pick]
        low, high = grid[column, np.maximum(pick - 1, 0)], grid[column, np.minimum(pick + 1, LAST)]
    return best, height


def _roots(
    curve: Callable[[FloatArray], FloatArray], low: FloatArray, high: FloatArray
) -> FloatArray:
    """Solve all brackets at once, zooming in on the change of sign of a grid."""
    if not len(low):
        return low
    column = np.arange(len(low))
    for _ in range(ZOOMS):
        grid = low[:, None] + (high - low)[:, None] * STEPS
        value = curve(grid)
        inside = value >= 0.0
        pick = np.maximum(np.argmax(inside != inside[:, :1], axis=1), 1)
        low, high = grid[column, pick - 1], grid[column, pick]
        at_low, at_high = value[column, pick - 1], value[column, pick]
    drop = np.where(at_low == at_high, 1.0, at_low - at_high)
    root: FloatArray = low + np.clip(at_low / drop, 0.0, 1.0) * (high - low)
    return root
