"""`aptcheck visibility` as a table and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from aptcheck.geometry.angles import AngleSet
from aptcheck.report.visible import one_line
from aptcheck.schedule.visibility import ObservationVisibility

__all__ = ["render_json", "render_table"]

_HEAD = (
    "Obs",
    "Target",
    "Opens (UTC)",
    "Closes (UTC)",
    "Days",
    "V3PA at opening",
    "V3PA at close",
    "Opened by",
    "Closed by",
)
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
                    {"start": _iso(start), "end": _iso(end), **_causes(shown, at)}
                    for at, (start, end) in enumerate(shown.visibility.windows)
                ],
                "never": shown.never,
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
        why = f": {one_line(shown.never)}" if shown.never else ""
        return [(number, name, "never", "", "0", *[""] * 4)], f"no date is left ({origin}){why}"
    rows = [_row(shown, at) for at in range(len(visibility.windows))]
    lines = [(number, name, *rows[0]), *(("", "", *row) for row in rows[1:])]
    return lines, f"allowed V3PA {_angles(visibility.allowed)} ({origin})"


def _row(shown: ObservationVisibility, at: int) -> tuple[str, ...]:
    start, end = shown.visibility.windows[at]
    _, los, his = shown.visibility.tracks[at]
    return (
        f"{start:%Y-%m-%d %H:%M}",
        f"{end:%Y-%m-%d %H:%M}",
        f"{_days(start, end):.1f}",
        _range(los[0], his[0]),
        _range(los[-1], his[-1]),
        *((end.words for end in shown.ends[at]) if shown.ends else ("", "")),
    )


def _causes(shown: ObservationVisibility, at: int) -> dict[str, object]:
    """Return what opens and closes a window; ``observation`` is the linked one."""
    if not shown.ends:
        return {}
    return {
        key: {"cause": end.cause, "words": end.words, "observation": end.observation}
        for key, end in zip(("opened_by", "closed_by"), shown.ends[at], strict=True)
    }


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
