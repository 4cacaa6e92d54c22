"""The science targets on a picture: in place, or at the edge of it with an arrow to them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aptcheck.report.html.paper import HALF, Box, Paper, Words
from aptcheck.report.visible import one_line
from aptcheck.results import SkyPlace

__all__ = ["Pointer", "distance_of", "inside", "pointer_marks", "pointers", "told"]

#: Science targets nearer to each other than this, in the drawing's units, share one name.
_APART = 36.0
#: What a mark takes, and how far words keep from its middle.
_REACH, _CLEAR = 14.0, 16.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Pointer:
    """A science target: in place, or at the edge with its distance and where to ``turn`` to it."""

    x: float
    y: float
    turn: float
    outside: bool
    name: str
    note: str
    words: Words


def pointer_marks(places: Sequence[SkyPlace], scale: float) -> Iterator[Box]:
    """Yield what the marks of the science targets take, without their names."""
    for group in _groups(places, scale):
        x, y, _ = _placed(group[0], scale)
        yield Box.about(x, y, _REACH)


def pointers(places: Sequence[SkyPlace], scale: float, paper: Paper) -> tuple[Pointer, ...]:
    """Name the science targets on a paper with all marks; names that would overlap are one."""
    return tuple(_pointer(group, scale, paper) for group in _groups(places, scale))


def _groups(places: Sequence[SkyPlace], scale: float) -> Iterator[list[SkyPlace]]:
    together: list[list[SkyPlace]] = []
    for place in places:
        x, y, _ = _placed(place, scale)
        for others in together:
            u, v, _ = _placed(others[0], scale)
            if math.hypot(x - u, y - v) < _APART:
                others.append(place)
                break
        else:
            together.append([place])
    yield from together


def _pointer(places: Sequence[SkyPlace], scale: float, paper: Paper) -> Pointer:
    first, *others = places
    x, y, outside = _placed(first, scale)
    notes = [f"and {len(others)} more"] if others else []
    if outside:
        notes.append(f"{told(distance_of(first.east, first.north))} away")
    name, note = one_line(first.target)[:24], ", ".join(notes)
    return Pointer(
        x=round(x, 1),
        y=round(y, 1),
        turn=round(math.degrees(math.atan2(first.east, first.north)) % 360.0, 1),
        outside=outside,
        name=name,
        note=note,
        words=paper.write(
            [name, note] if note else [name],
            x,
            y,
            clear=_CLEAR,
            side="above" if y > 0 or not outside else "below",
            anchor="middle" if abs(x) < HALF * 0.45 else ("start" if x < 0 else "end"),
        ),
    )


def _placed(place: SkyPlace, scale: float) -> tuple[float, float, bool]:
    """Return where a target stands, and whether that is at the edge instead of beyond it."""
    x, y = -place.east * scale, -place.north * scale
    if inside(x, y):
        return x, y, False
    shrink = HALF * 0.88 / math.hypot(x, y)
    return x * shrink, y * shrink, True


def inside(x: float, y: float) -> bool:
    """Return whether a mark there is in the picture."""
    return max(abs(x), abs(y)) <= HALF * 0.97


def told(arcsec: float) -> str:
    """Return a distance in words, in arcminutes where it is long."""
    return f"{arcsec:.0f}″" if arcsec < 180 else f"{arcsec / 60:.1f}′"


def distance_of(east: float, north: float) -> float:
    """Return how far an offset from the target leads, in its unit."""
    return math.hypot(east, north)
