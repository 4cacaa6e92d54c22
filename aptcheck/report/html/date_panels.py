"""Allowed V3PA against date, one panel for each window of dates."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from aptcheck.geometry.angles import AngleSet
from aptcheck.report.html.obstacles import Prospect
from aptcheck.results import AngleTrack

__all__ = ["HEIGHT", "WIDTH", "AxisTick", "Panel", "panels"]

WIDTH, HEIGHT = 360.0, 170.0
#: A panel spans at least this many degrees, so that a narrow band does not look wide.
_LEAST_SPAN = 30.0
_MOST_DATES = 6

Stripe = tuple[float, float]


@dataclass(frozen=True, slots=True)
class AxisTick:
    """A place on an axis and its label."""

    at: float
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Panel:
    """One window: the band the telescope allows, and stripes (top, height) that divide it.

    Angles run from ``low`` at the foot to ``high``, on one turn of the circle; ``requested`` are
    those that the proposal also requests, ``avoid`` those at which something spoils the field.
    ``degrees`` are V3PA and ``aperture_degrees`` aperture PA, none where both are equal.
    """

    low: float
    high: float
    band: str
    requested: tuple[Stripe, ...]
    avoid: tuple[Stripe, ...]
    days: tuple[AxisTick, ...]
    degrees: tuple[AxisTick, ...]
    aperture_degrees: tuple[AxisTick, ...]
    opens: str
    closes: str
    at_opening: str
    at_close: str
    aperture_at_opening: str
    aperture_at_close: str

    @property
    def title(self) -> str:
        """The dates of the window."""
        return self.opens if self.opens == self.closes else f"{self.opens} to {self.closes}"


def panels(
    prospect: Prospect, tracks: Sequence[AngleTrack], offset: float = 0.0
) -> tuple[Panel, ...]:
    """Return the panels of one field, none without dates; aperture PA is V3PA + offset."""
    return tuple(_panel(prospect, track, offset) for track in tracks if track.samples)


def _panel(prospect: Prospect, track: AngleTrack, offset: float) -> Panel:
    lowest, highest = min(lo for _, lo, _ in track.samples), max(hi for _, _, hi in track.samples)
    lack = max(0.0, _LEAST_SPAN - (highest - lowest)) / 2.0
    low, high = (
        10.0 * math.floor((lowest - lack - 2) / 10),
        10.0 * math.ceil((highest + lack + 2) / 10),
    )
    days = [date.fromisoformat(day) for day, _, _ in track.samples]
    start, end = days[0], max(days[-1], days[0] + timedelta(days=1))

    def y(angle: float) -> float:
        return round(HEIGHT * (high - angle) / (high - low), 2)

    def x(day: date) -> float:
        return round(WIDTH * (day - start).days / (end - start).days, 1)

    upper = [f"{x(day)} {y(hi)}" for day, (_, _, hi) in zip(days, track.samples, strict=True)]
    lower = [f"{x(day)} {y(lo)}" for day, (_, lo, _) in zip(days, track.samples, strict=True)]
    (opens, *first), (closes, *last) = track.samples[0], track.samples[-1]
    return Panel(
        low=low,
        high=high,
        band="M" + "L".join([*upper, *lower[::-1]]) + "Z",
        requested=tuple(
            (y(b), round(y(a) - y(b), 2)) for a, b in _turned(prospect.allowed, low, high)
        ),
        avoid=tuple((y(b), round(y(a) - y(b), 2)) for a, b in _turned(prospect.avoid, low, high)),
        days=tuple(AxisTick(x(day), f"{day.day} {day:%b}") for day in _marked(start, days[-1])),
        degrees=tuple(AxisTick(y(a), f"{a % 360:.0f}°") for a in _steps(low, high)),
        aperture_degrees=tuple(
            AxisTick(y(a - offset), f"{a % 360:.0f}°") for a in _steps(low + offset, high + offset)
        )
        if offset
        else (),
        opens=_spelled(date.fromisoformat(opens)),
        closes=_spelled(date.fromisoformat(closes)),
        at_opening=_range(*first),
        at_close=_range(*last),
        aperture_at_opening=_range(*(angle + offset for angle in first)),
        aperture_at_close=_range(*(angle + offset for angle in last)),
    )


def _turned(angles: AngleSet, low: float, high: float) -> Iterator[tuple[float, float]]:
    """Yield the intervals on every turn of the circle that is visible between low and high."""
    for start, end in angles.intervals:
        first, last = math.ceil((low - end) / 360.0), math.floor((high - start) / 360.0)
        for turn in range(first, last + 1):
            # a single angle is drawn as a line that can be seen
            lack = max(0.0, (high - low) / HEIGHT - (end - start)) / 2.0
            yield start - lack + 360.0 * turn, end + lack + 360.0 * turn


def _marked(first: date, last: date) -> Sequence[date]:
    """Return the first of each month, in a short window also the fifteenth, few enough to read.

    A window with fewer than two of them is marked at its ends.
    """
    length = (last - first).days
    marked = (1, 15) if length < 100 else (1,)
    days = [first + timedelta(days=n) for n in range(length + 1)]
    found = [day for day in days if day.day in marked]
    if len(found) < 2:
        return sorted({first, last})
    return found[:: 1 + (len(found) - 1) // _MOST_DATES]


def _steps(low: float, high: float) -> Iterator[float]:
    step = next(s for s in (10.0, 20.0, 30.0, 60.0, 90.0) if (high - low) / s <= 6 or s == 90.0)
    angle = step * math.ceil(low / step)
    while angle <= high:
        yield angle
        angle += step


def _range(low: float, high: float) -> str:
    return f"{low % 360.0:.1f}° to {high % 360.0:.1f}°"


def _spelled(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
