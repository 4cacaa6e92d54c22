"""`aptcheck visibility` as a table and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from aptcheck.geometry.angles import AngleSet
from aptcheck.report.visible import one_line
from aptcheck.schedule.visibility import ObservationVisibility, Visibility

__all__ = ["render_json", "render_table"]

_HEAD = ("Obs", "Target", "Opens (UTC)", "Closes (UTC)", "Days", "V3PA at opening", "V3PA at close")
_ORIGINS = {"computed": "computed", "visit-planner": "stored by APT's Visit Planner"}


def render_table(observations: Sequence[ObservationVisibility]) -> str:
    """Return one line for each window, and the angles allowed over all of them."""
    blocks = [_block(shown) for shown in observations]
    lines = [line for block in blocks for line in block[0]]
    widths = [max(map(len, column)) for column in zip(_HEAD, *lines, strict=True)]
    text = [_line(_HEAD, widths), _line(["-" * width for width in widths], widths)]
    for rows, summary in blocks:
        text += [*(_line(row, widths) for row in rows), f"{'':{widths[0]}}  {summary}", ""]
    return "\n".join(text)


def render_json(observations: Iterable[ObservationVisibility]) -> str:
    """Return schema version 1 of the visibility report; angles are V3PA, times UTC."""
    document = {
        "schema_version": "1",
        "observations": [
            {
                "observation": shown.observation,
                "target": shown.visibility.target,
                "origin": shown.visibility.origin,
                "windows": [
                    {"start": _iso(start), "end": _iso(end)}
                    for start, end in shown.visibility.windows
                ],
                "allowed": shown.visibility.allowed.as_json(),
                "angles": [
                    {
                        "time": _iso(sample.time),
                        "lo": round(sample.lo, 4),
                        "hi": round(sample.hi, 4),
                    }
                    for sample in shown.visibility.samples
                ],
            }
            for shown in observations
        ],
    }
    return json.dumps(document, ensure_ascii=True, allow_nan=False, indent=2) + "\n"


def _block(shown: ObservationVisibility) -> tuple[list[tuple[str, ...]], str]:
    visibility = shown.visibility
    name = one_line(visibility.target)[:40]
    number = "-" if shown.observation is None else str(shown.observation)
    origin = _ORIGINS[visibility.origin]
    if not visibility.windows:
        return [(number, name, "never", "", "0", "", "")], f"no date is left ({origin})"
    rows = [_row(visibility, at) for at in range(len(visibility.windows))]
    lines = [(number, name, *rows[0]), *(("", "", *row) for row in rows[1:])]
    return lines, f"allowed V3PA {_angles(visibility.allowed)} ({origin})"


def _row(visibility: Visibility, at: int) -> tuple[str, ...]:
    start, end = visibility.windows[at]
    _, los, his = visibility.tracks[at]
    ends = (_range(los[0], his[0]), _range(los[-1], his[-1]))
    return (f"{start:%Y-%m-%d %H:%M}", f"{end:%Y-%m-%d %H:%M}", f"{_days(start, end):.1f}", *ends)


def _days(start: datetime, end: datetime) -> float:
    return (end - start).total_seconds() / 86400.0


def _range(lo: float, hi: float) -> str:
    return f"{lo % 360.0:.2f} to {hi % 360.0:.2f}"


def _angles(angles: AngleSet) -> str:
    if angles.is_full:
        return "0 to 360 (every angle)"
    return ", ".join(_range(lo, hi) for lo, hi in angles.arcs) or "none"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=True))
    return "  ".join(padded).rstrip()


def _iso(date: datetime) -> str:
    return f"{date:%Y-%m-%dT%H:%M:%S}Z"
