"""The dial: every V3PA on a circle, counter-clockwise as on the sky."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from aptcheck.geometry.angles import AngleSet
from aptcheck.report.html.obstacles import Prospect
from aptcheck.results import AngleTrack

__all__ = ["Dial", "DialTick", "dial"]

_RADIUS = 100.0
_LABEL = 116.0
#: Degrees between two dates on the dial, so that they do not overlap.
_APART = 14.0


@dataclass(frozen=True, kw_only=True, slots=True)
class DialTick:
    """A label at an angle of the dial."""

    x: float
    y: float
    anchor: str
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Dial:
    """Arcs as paths along the circle, and the dates at which the windows open and close."""

    allowed: str
    left: str
    avoid: str
    dates: tuple[DialTick, ...]


def dial(prospect: Prospect, tracks: Sequence[AngleTrack]) -> Dial:
    """Return the dial of one field."""
    return Dial(
        allowed=_arcs(prospect.allowed),
        left=_arcs(prospect.left),
        avoid=_arcs(prospect.avoid),
        dates=tuple(_dates(tracks)),
    )


def _arcs(angles: AngleSet) -> str:
    if angles.is_full:
        return f"M0-{_RADIUS:g}A100 100 0 1 0 0 {_RADIUS:g}A100 100 0 1 0 0-{_RADIUS:g}"
    return "".join(_arc(low, high) for low, high in angles.arcs)


def _arc(low: float, high: float) -> str:
    # an arc too short to see is drawn half a degree long
    lack = max(0.0, 0.5 - (high - low)) / 2.0
    (x, y), (u, v) = _at(low - lack, _RADIUS), _at(high + lack, _RADIUS)
    return f"M{x} {y}A100 100 0 {int(high - low > 180.0)} 0 {u} {v}"


def _dates(tracks: Sequence[AngleTrack]) -> Iterator[DialTick]:
    taken: list[float] = []
    for track in tracks:
        for day, low, high in (track.samples[0], track.samples[-1]):
            angle = (low + high) / 2.0 % 360.0
            if any(abs((angle - other + 180.0) % 360.0 - 180.0) < _APART for other in taken):
                continue
            taken.append(angle)
            x, y = _at(angle, _LABEL)
            moment = date.fromisoformat(day)
            yield DialTick(
                x=x,
                y=round(y + 3.5, 2),
                anchor="middle" if abs(x) < 25 else ("end" if x < 0 else "start"),
                label=f"{moment.day} {moment:%b}",
            )


def _at(angle: float, radius: float) -> tuple[float, float]:
    turn = math.radians(angle)
    return round(-radius * math.sin(turn), 2), round(-radius * math.cos(turn), 2)
