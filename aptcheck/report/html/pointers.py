"""The science targets in a picture: in place, or as an arrow at its edge."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aptcheck.report.html.paper import HALF, Box, Paper, Words
from aptcheck.report.visible import one_line
from aptcheck.results import SkyPlace

__all__ = ["Pointer", "distance_of", "distance_words", "inside", "pointer_marks", "pointers"]

#: Science targets nearer to each other than this, in the drawing's units, share one name.
_APART = 36.0
#: Half the size of a mark, and the distance of words from its middle.
_REACH, _CLEAR = 14.0, 16.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Pointer:
    """A science target: in place, or at the edge with its distance and direction ``turn``."""

    x: float
    y: float
    turn: float
    outside: bool
    name: str
    note: str
    words: Words


def pointer_marks(places: Sequence[SkyPlace], scale: float) -> Iterator[Box]:
    """Yield the boxes of the marks of the science targets, without their names."""
    for group in _groups(places, scale):
        x, y, _ = _placed(group[0], scale)
        yield Box.about(x, y, _REACH)


def pointers(places: Sequence[SkyPlace], scale: float, paper: Paper) -> tuple[Pointer, ...]:
    """Name the science targets on a paper with all marks; targets too close share a name."""
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
        notes.append(f"{distance_words(distance_of(first.east, first.north))} away")
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
    """Return where a target is drawn, and whether it is moved to the edge."""
    x, y = -place.east * scale, -place.north * scale
    if inside(x, y):
        return x, y, False
    shrink = HALF * 0.88 / math.hypot(x, y)
    return x * shrink, y * shrink, True


def inside(x: float, y: float) -> bool:
    """Return whether a mark there is in the picture."""
    return max(abs(x), abs(y)) <= HALF * 0.97


def distance_words(arcsec: float) -> str:
    """Return a distance in words, in arcminutes where it is long."""
    return f"{arcsec:.0f}″" if arcsec < 180 else f"{arcsec / 60:.1f}′"


def distance_of(east: float, north: float) -> float:
    """Return the length of an offset, in its unit."""
    return math.hypot(east, north)
