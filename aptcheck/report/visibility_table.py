"""`aptcheck visibility` as a table and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from aptcheck.geometry.angles import AngleSet
from aptcheck.model.dates import DateWindow
from aptcheck.report.visible import one_line, unobeyed
from aptcheck.schedule.micrometeoroid_zone import HALF_ANGLE_DEG
from aptcheck.schedule.visibility import ObservationVisibility, Visibility
from aptcheck.wording import listed
from aptcheck.wording.json_words import json_text

__all__ = ["render_json", "render_table"]

_HEAD = (
    "Obs",
    "Target",
    "Opens (UTC)",
    "Closes (UTC)",
    "Days",
    "In MAZ",
    "V3PA at opening",
    "V3PA at close",
    "Opened by",
    "Closed by",
)
_MAZ_NOTE = (
    f"MAZ: the micrometeoroid avoidance zone, within {HALF_ANGLE_DEG:g} degrees of JWST's motion\n"
    "about the Sun (JDox, JWST Micrometeoroid Avoidance Zone). Its dates are accurate to a day."
)
_ORIGINS = {"computed": "computed", "visit-planner": "stored by APT's Visit Planner"}


def render_table(observations: Sequence[ObservationVisibility]) -> str:
    """Return one line for each window, and the angles allowed over all of them.

    Where the aperture PA is not V3PA, it is on a line below.
    """
    blocks = [_block(shown) for shown in observations]
    lines = [line for block in blocks for line in block[0]]
    widths = [max(map(len, column)) for column in zip(_HEAD, *lines, strict=True)]
    text = [_line(_HEAD, widths), _line(["-" * width for width in widths], widths)]
    for rows, summary in blocks:
        text += [*(_line(row, widths) for row in rows), f"{'':{widths[0]}}  {summary}", ""]
    same = sorted({o.aperture.name for o in observations if not o.aperture.v3_ideal_angle})
    if same:
        text.append(f"Aperture PA of {listed(same)} is V3PA.")
    return unobeyed("\n".join([*text, _MAZ_NOTE, ""]))


def render_json(observations: Iterable[ObservationVisibility]) -> str:
    """Return schema version 1 of the visibility report; times are UTC.

    ``allowed`` and ``angles`` are V3PA, ``aperture_allowed`` and ``aperture_angles`` the same as
    aperture PA.
    """
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
                "aperture": shown.aperture.name,
                "aperture_offset_deg": shown.aperture.v3_ideal_angle,
                "allowed": shown.visibility.allowed.as_json(),
                "aperture_allowed": _turned(shown).as_json(),
                "angles": _samples(shown.visibility, 0.0),
                "aperture_angles": _samples(shown.visibility, shown.aperture.v3_ideal_angle),
                "micrometeoroid": [
                    {"start": _iso(start), "end": _iso(end)} for start, end in shown.micrometeoroid
                ],
            }
            for shown in observations
        ],
    }
    return json_text(document, indent=2) + "\n"


def _samples(visibility: Visibility, turn: float) -> list[dict[str, object]]:
    """Return the daily limits, turned by so many degrees: ``lo`` stays under 360."""
    return [
        {
            "time": _iso(sample.time),
            "lo": round((sample.lo + turn) % 360.0, 4),
            "hi": round((sample.lo + turn) % 360.0 + sample.hi - sample.lo, 4),
        }
        for sample in visibility.samples
    ]


def _turned(shown: ObservationVisibility) -> AngleSet:
    """Return the allowed angles as aperture PA."""
    return shown.visibility.allowed.shifted(shown.aperture.v3_ideal_angle)


def _block(shown: ObservationVisibility) -> tuple[list[tuple[str, ...]], str]:
    visibility = shown.visibility
    name = one_line(visibility.target)[:40]
    number = "-" if shown.observation is None else str(shown.observation)
    origin = _ORIGINS[visibility.origin]
    if not visibility.windows:
        why = f": {one_line(shown.never)}" if shown.never else ""
        return [(number, name, "never", "", "0", *[""] * 5)], f"no date remains ({origin}){why}"
    rows = [row for at in range(len(visibility.windows)) for row in _rows(shown, at)]
    lines = [(number, name, *rows[0]), *(("", "", *row) for row in rows[1:])]
    summary = f"allowed V3PA {_angles(visibility.allowed)}"
    if shown.aperture.v3_ideal_angle:
        summary += (
            f"; aperture PA of {shown.aperture.name} (V3PA + {shown.aperture.v3_ideal_angle:.3f}) "
            f"{_angles(_turned(shown))}"
        )
    return lines, f"{summary} ({origin})"


def _rows(shown: ObservationVisibility, at: int) -> Iterator[tuple[str, ...]]:
    start, end = shown.visibility.windows[at]
    _, los, his = shown.visibility.tracks[at]
    yield (
        f"{start:%Y-%m-%d %H:%M}",
        f"{end:%Y-%m-%d %H:%M}",
        f"{_days(start, end):.1f}",
        _in_zone(shown, (start, end)),
        _range(los[0], his[0]),
        _range(los[-1], his[-1]),
        *((end.words for end in shown.ends[at]) if shown.ends else ("", "")),
    )
    turn = shown.aperture.v3_ideal_angle
    if turn:
        yield (
            *("", "aperture PA", "", ""),
            _range(los[0] + turn, his[0] + turn),
            _range(los[-1] + turn, his[-1] + turn),
            *("", ""),
        )


def _in_zone(shown: ObservationVisibility, window: DateWindow) -> str:
    """Return which dates of a window are in the micrometeoroid avoidance zone."""
    start, end = window
    parts = [part for part in shown.micrometeoroid if start <= part[0] and part[1] <= end]
    if parts == [window]:
        return "all"
    return ", ".join(_part(part, window) for part in parts) or "none"


def _part(part: DateWindow, window: DateWindow) -> str:
    (opens, closes), (start, end) = part, window
    if opens == start:
        return f"to {closes:%Y-%m-%d}"
    if closes == end:
        return f"from {opens:%Y-%m-%d}"
    return f"{opens:%Y-%m-%d} to {closes:%Y-%m-%d}"


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
