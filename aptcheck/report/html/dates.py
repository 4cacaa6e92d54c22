"""Allowed V3PA against date, drawn from the samples of a report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from aptcheck.report.html.obstacles import Prospect
from aptcheck.results import AngleTrack
from aptcheck.sky.angles import AngleSet

__all__ = ["HEIGHT", "WIDTH", "Chart", "Month", "Window", "chart"]

WIDTH, HEIGHT = 800, 180
_MARGIN = timedelta(days=12)
#: Months that can be labelled one by one.
_MOST_MONTHS = 14


@dataclass(frozen=True, slots=True)
class Month:
    """The first of a month; the label is empty where there is no room for one."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Window:
    """When the field can be observed and at which V3PA, in words."""

    opens: str
    closes: str
    at_opening: str
    at_close: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Chart:
    """Bands of allowed angles; stripes (y, height) of what is requested, and of what to avoid."""

    bands: tuple[str, ...]
    requested: tuple[tuple[float, float], ...]
    avoid: tuple[tuple[float, float], ...]
    months: tuple[Month, ...]
    windows: tuple[Window, ...]


def chart(prospect: Prospect, tracks: Sequence[AngleTrack]) -> Chart | None:
    """Return the chart of one field, None where no date is known."""
    if not tracks:
        return None
    days = [date.fromisoformat(day) for track in tracks for day, _, _ in track.samples]
    start, end = min(days) - _MARGIN, max(days) + _MARGIN
    return Chart(
        bands=tuple(path for track in tracks for path in _bands(track, start, end)),
        requested=_stripes(prospect.allowed),
        avoid=_stripes(prospect.avoid),
        months=tuple(_months(start, end)),
        windows=tuple(_window(track) for track in tracks),
    )


def y(angle: float) -> float:
    """Return the height at which an angle stands; 0 degrees is at the foot."""
    return HEIGHT * (1.0 - angle / 360.0)


def _bands(track: AngleTrack, start: date, end: date) -> Iterator[str]:
    """Yield the band once for each turn of the circle that shows in 0 to 360."""
    lowest, highest = min(lo for _, lo, _ in track.samples), max(hi for _, _, hi in track.samples)
    xs = [_x(date.fromisoformat(day), start, end) for day, _, _ in track.samples]
    for turn in range(int(lowest // 360.0), int(highest // 360.0) + 1):
        upper = [(x, hi) for x, (_, _, hi) in zip(xs, track.samples, strict=True)]
        lower = [(x, lo) for x, (_, lo, _) in zip(xs, track.samples, strict=True)]
        points = (f"{x:.1f} {y(angle - 360.0 * turn):.1f}" for x, angle in (*upper, *lower[::-1]))
        yield "M" + "L".join(points) + "Z"


def _stripes(angles: AngleSet) -> tuple[tuple[float, float], ...]:
    # a single angle is drawn as a line that can be seen
    return tuple(
        (round(y(hi), 2), round(max(y(lo) - y(hi), 1.0), 2)) for lo, hi in angles.intervals
    )


def _months(start: date, end: date) -> Iterator[Month]:
    first = (start.replace(day=1) + timedelta(days=32)).replace(day=1)
    every = 1 + (end - start).days // 31 // _MOST_MONTHS
    count = 0
    while first < end:
        x = _x(first, start, end)
        label = f"{first:%b %Y}" if count == 0 or first.month == 1 else f"{first:%b}"
        yield Month(x, label if count % every == 0 and 12 < x < WIDTH - 12 else "")
        first = (first + timedelta(days=32)).replace(day=1)
        count += 1


def _window(track: AngleTrack) -> Window:
    (opens, *first), (closes, *last) = track.samples[0], track.samples[-1]
    return Window(opens, closes, _range(*first), _range(*last))


def _range(low: float, high: float) -> str:
    return f"{low % 360.0:.1f}° to {high % 360.0:.1f}°"


def _x(day: date, start: date, end: date) -> float:
    return round(WIDTH * (day - start).days / (end - start).days, 1)
