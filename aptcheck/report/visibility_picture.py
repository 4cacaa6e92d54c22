"""`aptcheck visibility` as a picture: allowed V3PA against date, one panel for each observation.

The SVG is self-contained, with no script, font or picture from elsewhere, and light or dark as the
reader prefers.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from html import escape
from typing import TYPE_CHECKING

from aptcheck.errors import MissingExtra
from aptcheck.geometry.angles import AngleSet
from aptcheck.report.visible import one_line, unobeyed_markup
from aptcheck.schedule.micrometeoroid_zone import HALF_ANGLE_DEG
from aptcheck.schedule.spans import as_datetime, as_mjd
from aptcheck.schedule.visibility import ObservationVisibility, Track, Visibility

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["render_png", "render_svg"]

LEFT, RIGHT, TOP, BOTTOM = 64, 20, 34, 30  # pixels around a panel
WIDTH, HEIGHT = 860, 220  # of the panel itself
FOOT = 30  # under all panels, for a line
MOST_MONTHS = 18  # labels that fit
MOST_LABELLED = 4  # windows of a panel whose ends are labelled
LABEL, SHORT = 150, 3.0  # pixels a label takes; days of a window too short for one

_ZONE_NOTE = (
    f"hatched: micrometeoroid avoidance zone (within {HALF_ANGLE_DEG:g}° of JWST's motion, JDox)"
)

_HATCH = (
    '<pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><line class="hatch" y2="7"/></pattern>'
)

_STYLE = """
.page{fill:#fff}.frame{fill:none;stroke:#57606a}.grid{stroke:#d0d7de;stroke-width:.7}
text{font:12px system-ui,sans-serif;fill:#1f2328}.name{font-weight:600;font-size:14px}
.quiet{fill:#57606a}.hatch{stroke:#d0d7de;stroke-width:1.4}.zone{fill:url(#hatch)}
.regard{fill:#0969da;fill-opacity:.22}.allowed{fill:#0969da;fill-opacity:.8}
@media(prefers-color-scheme:dark){.page{fill:#0d1117}.frame{stroke:#9198a1}.grid{stroke:#30363d}
text{fill:#f0f6fc}.quiet{fill:#9198a1}.regard{fill:#58a6ff;fill-opacity:.25}
.allowed{fill:#58a6ff;fill-opacity:.85}.hatch{stroke:#30363d}}
"""


def render_svg(
    observations: Sequence[ObservationVisibility],
    dates: tuple[datetime, datetime] | None = None,
) -> str:
    """Return an SVG document.

    Parameters
    ----------
    observations : sequence of ObservationVisibility
        One panel each. Dark is what is allowed, pale what a PA range excludes.
    dates : (start, end) or None
        The dates on the axis, naive UTC; None spans all windows.
    """
    start, end = dates or _span(observations)
    step = TOP + HEIGHT + BOTTOM
    width, height = LEFT + WIDTH + RIGHT, step * max(len(observations), 1) + FOOT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"',
        f'width="{width}" height="{height}" role="img" aria-labelledby="what">',
        f'<title id="what">Allowed V3PA against date, {start:%Y-%m-%d} to {end:%Y-%m-%d}</title>',
        f"<style>{_STYLE}</style>",
        f'<clipPath id="panel"><rect width="{WIDTH}" height="{HEIGHT}"/></clipPath>',
        _HATCH,
        f'<rect class="page" width="{width}" height="{height}"/>',
    ]
    for row, shown in enumerate(observations):
        parts += _panel(shown, row, row * step + TOP, (start, end))
    if any(shown.micrometeoroid for shown in observations):
        x, y = LEFT + WIDTH, height - 14
        parts.append(f'<text class="quiet" x="{x}" y="{y}" text-anchor="end">{_ZONE_NOTE}</text>')
    return unobeyed_markup("\n".join([*parts, "</svg>", ""]))


def render_png(
    observations: Sequence[ObservationVisibility],
    dates: tuple[datetime, datetime] | None = None,
) -> bytes:
    """Return the same picture as PNG, drawn by matplotlib.

    Raises
    ------
    MissingExtra
        If matplotlib is not installed.
    """
    try:
        from matplotlib import rc_context
        from matplotlib.figure import Figure
    except ImportError:
        raise MissingExtra("A PNG picture", "plot") from None
    start, end = dates or _span(observations)
    rows = max(len(observations), 1)
    stream = io.BytesIO()
    with rc_context({"date.converter": "concise"}):
        figure = Figure(figsize=(9.5, 2.8 * rows + 0.4), dpi=120, layout="constrained")
        panels = figure.subplots(rows, 1, squeeze=False)[:, 0]
        for axes, shown in zip(panels, observations, strict=False):
            # the name is a proposal's: dollar signs would be read as formulas
            axes.set_title(_title(shown).replace("$", r"\$"), loc="left", fontsize=10)
            axes.set_title(_notes(shown), loc="right", fontsize=8, color="0.35")
            axes.grid(alpha=0.4)
            for zone in shown.micrometeoroid:
                axes.axvspan(*zone, facecolor="none", edgecolor="0.85", hatch="///", lw=0)
            for track in shown.visibility.tracks:
                _fill(axes, track, shown.visibility.angles)
            axes.set(
                xlim=(start, end), ylim=(0, 360), ylabel="V3PA (deg)", yticks=range(0, 361, 60)
            )
        if any(shown.micrometeoroid for shown in observations):
            figure.supxlabel(_ZONE_NOTE, fontsize=8, color="0.35", x=0.99, ha="right")
        figure.savefig(stream, format="png")
    return stream.getvalue()


def _fill(axes: Axes, track: Track, angles: AngleSet) -> None:
    import numpy as np

    mjd, los, his = track
    times = np.array([as_datetime(at) for at in mjd], dtype="datetime64[s]")
    for turn in _turns(track):
        axes.fill_between(times, los - turn, his - turn, color="C0", alpha=0.3, lw=0)
        for low, high in angles.intervals:
            edges = ((los - turn).clip(low, high), (his - turn).clip(low, high))
            axes.fill_between(times, *edges, color="C0", lw=0)


def _panel(
    shown: ObservationVisibility, row: int, top: int, dates: tuple[datetime, datetime]
) -> Iterator[str]:
    visibility = shown.visibility
    title = escape(_title(shown))
    yield f'<g transform="translate({LEFT} {top})"><title>{title}</title>'
    yield f'<text class="name" x="0" y="-12">{title}</text>'
    yield from _degrees()
    yield from _months(*dates)
    yield f'<clipPath id="asked{row}">'
    for low, high in visibility.angles.intervals:
        # a single angle is drawn as a line that can be seen
        size = max(_y(low) - _y(high), 1.5)
        yield f'<rect y="{_y(high):.2f}" width="{WIDTH}" height="{size:.2f}"/>'
    yield "</clipPath>"
    bands = list(_bands(visibility, dates))
    if notes := _notes(shown):
        yield f'<text class="quiet" x="{WIDTH}" y="-12" text-anchor="end">{notes}</text>'
    yield '<g clip-path="url(#panel)">'
    for opens, closes in shown.micrometeoroid:
        x, until = _x(opens, *dates), _x(closes, *dates)
        yield f'<rect class="zone" x="{x:.2f}" width="{until - x:.2f}" height="{HEIGHT}"/>'
    if not visibility.angles.is_full:
        yield from (f'<path class="regard" d="{band}"/>' for band in bands)
    yield f'<g clip-path="url(#asked{row})">'
    yield from (f'<path class="allowed" d="{band}"/>' for band in bands)
    yield "</g></g>"
    if len(visibility.tracks) <= MOST_LABELLED:
        yield from (label for track in visibility.tracks for label in _labels(track, dates))
    if not bands:
        yield f'<text class="quiet" x="{WIDTH / 2}" y="{HEIGHT / 2}" text-anchor="middle">'
        why = f": {escape(one_line(shown.never))}" if shown.never else ""
        yield f"no date remains{why}</text>"
    yield f'<rect class="frame" width="{WIDTH}" height="{HEIGHT}"/></g>'


def _degrees() -> Iterator[str]:
    for angle in range(0, 361, 30):
        y = _y(angle)
        yield f'<line class="grid" x2="{WIDTH}" y1="{y:.1f}" y2="{y:.1f}"/>'
        if angle % 60 == 0:
            yield f'<text x="-8" y="{y + 4:.1f}" text-anchor="end">{angle}°</text>'
    middle = HEIGHT / 2
    yield f'<text class="quiet" transform="translate(-46 {middle}) rotate(-90)" '
    yield 'text-anchor="middle">V3PA</text>'


def _months(start: datetime, end: datetime) -> Iterator[str]:
    firsts = list(_first_days(start, end))
    every = -(-len(firsts) // MOST_MONTHS)
    for at, first in enumerate(firsts):
        x = _x(first, start, end)
        yield f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y2="{HEIGHT}"/>'
        if at % every == 0 and x < WIDTH - 12:
            label = f"{first:%b %Y}" if at == 0 or first.month == 1 else f"{first:%b}"
            yield f'<text x="{x:.1f}" y="{HEIGHT + 17}" text-anchor="middle">{label}</text>'


def _first_days(start: datetime, end: datetime) -> Iterator[datetime]:
    first = datetime(start.year, start.month, 1)
    while first <= end:
        if first >= start:
            yield first
        first = (first + timedelta(days=32)).replace(day=1)


def _bands(visibility: Visibility, dates: tuple[datetime, datetime]) -> Iterator[str]:
    for track in visibility.tracks:
        mjd, los, his = track
        xs = [_x(as_datetime(at), *dates) for at in mjd]
        for turn in _turns(track):
            lower = zip(xs, los.tolist(), strict=True)
            upper = zip(xs[::-1], his.tolist()[::-1], strict=True)
            points = (f"{x:.2f} {_y(angle - turn):.2f}" for x, angle in (*lower, *upper))
            yield "M" + "L".join(points) + "Z"


def _labels(track: Track, dates: tuple[datetime, datetime]) -> Iterator[str]:
    """Yield date and angles at the opening, over the band, and at the close, under it."""
    mjd, los, his = track
    if mjd[-1] - mjd[0] < SHORT:
        return
    xs = [_x(as_datetime(at), *dates) for at in mjd]
    for at, edge, anchor, sign in ((0, his, "start", -1.0), (-1, los, "end", 1.0)):
        date, low, high = as_datetime(mjd[at]), los[at] % 360.0, his[at] % 360.0
        side = (
            anchor if LABEL < xs[at] < WIDTH - LABEL else "start" if xs[at] < WIDTH / 2 else "end"
        )
        reach = xs[at] + (LABEL if side == "start" else -LABEL)
        # a band that rises or falls under its label pushes the label away
        beside = [
            _y(float(angle) % 360.0)
            for x, angle in zip(xs, edge, strict=True)
            if min(xs[at], reach) <= x <= max(xs[at], reach)
        ]
        y = min(beside) - 7.0 if sign < 0 else max(beside) + 16.0
        y = min(max(y, 14.0), HEIGHT - 5.0)
        yield f'<text class="quiet" x="{xs[at]:.1f}" y="{y:.1f}" text-anchor="{side}">'
        yield f"{date.day} {date:%b}: {low:.1f} to {high:.1f}°</text>"


def _turns(track: Track) -> Iterator[float]:
    """Yield how far to turn a band back so that each part of it is once between 0 and 360."""
    _, los, his = track
    first, last = float(los.min()) // 360.0, float(his.max()) // 360.0
    for turn in range(int(first), int(last) + 1):
        yield 360.0 * turn


def _notes(shown: ObservationVisibility) -> str:
    """Return what a reader needs to know about the angles of a panel, often nothing."""
    turn, angles = shown.aperture.v3_ideal_angle, shown.visibility.angles
    notes = [f"aperture PA of {shown.aperture.name} = V3PA + {turn:.3f}°"] if turn else []
    if not angles.is_full:
        notes.append("dark: the angles that the proposal requests")
    return "; ".join(notes)


def _title(shown: ObservationVisibility) -> str:
    name = one_line(shown.visibility.target)[:60]
    stored = ", as APT's Visit Planner stored it" if shown.visibility.origin != "computed" else ""
    number = "" if shown.observation is None else f"Observation {shown.observation}: "
    return f"{number}{name}{stored}"


def _span(observations: Sequence[ObservationVisibility]) -> tuple[datetime, datetime]:
    windows = [window for shown in observations for window in shown.visibility.windows]
    if not windows:
        today = datetime(2026, 7, 1)
        return today, today + timedelta(days=365)
    start, end = min(start for start, _ in windows), max(end for _, end in windows)
    return start - timedelta(days=10), end + timedelta(days=10)


def _x(date: datetime, start: datetime, end: datetime) -> float:
    return WIDTH * (as_mjd(date) - as_mjd(start)) / (as_mjd(end) - as_mjd(start))


def _y(angle: float) -> float:
    return HEIGHT * (1.0 - angle / 360.0)
