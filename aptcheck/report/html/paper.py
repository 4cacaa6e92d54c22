"""The area of a picture: what is occupied, and where words can go without covering it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

__all__ = ["HALF", "Box", "Paper", "Words"]

#: Half the side of a picture, in its own units.
HALF = 300.0
#: Largest width of a letter in common sans-serif type, and of one beyond ASCII, in em.
_LETTER, _WIDE_LETTER = 0.68, 1.0
#: From one baseline to the next, above a baseline and below it, in em.
_LINE, _ASCENT, _DESCENT = 1.3, 0.85, 0.25
#: Without room next to a mark, words go this much farther from it, in em.
_FARTHER = (0.0, 1.4, 2.8)
_Option = TypeVar("_Option")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, y down."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def about(cls, x: float, y: float, reach: float) -> Box:
        """Return the square with this middle and half a side."""
        return cls(x - reach, y - reach, x + reach, y + reach)

    @property
    def area(self) -> float:
        """Width times height."""
        return (self.right - self.left) * (self.bottom - self.top)

    def within(self, other: Box) -> bool:
        """Return whether no part of it is outside the other."""
        return (
            other.left <= self.left
            and other.top <= self.top
            and self.right <= other.right
            and self.bottom <= other.bottom
        )

    def meets(self, other: Box) -> bool:
        """Return whether both cover any area."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def shared(self, other: Box) -> float:
        """Return the area that both cover."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(width, 0.0) * max(height, 0.0)


_WHOLE = Box.about(0.0, 0.0, HALF)


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """Lines of text from (x, y) on: the first is ``rise`` em below, each other 1.3 em more.

    In em, because type on a narrow screen is larger in units of the drawing.
    """

    x: float
    y: float
    anchor: str
    rise: float
    lines: tuple[str, ...]


class Paper:
    """What is occupied in a picture, and its largest type size."""

    def __init__(self, taken: Iterable[Box], *, size: float) -> None:
        self._taken = list(taken)
        self.size = size

    def take(self, box: Box) -> None:
        """Mark a box as occupied."""
        self._taken.append(box)

    def put(self, options: Iterable[tuple[_Option, Box]], *, own: Box | None = None) -> _Option:
        """Take the first option that covers nothing, or the one that covers least, and return it.

        It may cover ``own``, the mark that it belongs to. ValueError without any option.
        """
        least, best = math.inf, None
        for option, box in options:
            covered = self._covered(box, own)
            if covered < least:
                least, best = covered, (option, box)
            if covered <= 0.0:
                break
        if best is None:
            raise ValueError("nowhere to put it")
        self.take(best[1])
        return best[0]

    def write(
        self, lines: Sequence[str], x: float, y: float, *, clear: float, side: str, anchor: str
    ) -> Words:
        """Put words next to a mark.

        Parameters
        ----------
        lines
            From the top down.
        x, y
            The middle of the mark.
        clear
            Their distance from it; more where there is no room.
        side : str
            Which of "above", "below" and "beside" to try first.
        anchor : {"start", "middle", "end"}
            What to try first.
        """
        order = sorted(("above", "below", "beside"), key=lambda one: one != side)
        anchors = sorted(("start", "middle", "end"), key=lambda one: one != anchor)
        return self.put(
            choice
            for farther in _FARTHER
            for one in order
            for choice in self._round(lines, x, y, clear + farther * self.size, one, anchors)
        )

    def _round(
        self,
        lines: Sequence[str],
        x: float,
        y: float,
        clear: float,
        side: str,
        anchors: Sequence[str],
    ) -> Iterator[tuple[Words, Box]]:
        more = _LINE * (len(lines) - 1)
        height = (more + _ASCENT + _DESCENT) * self.size
        width = max(map(_width, lines)) * self.size
        for anchor in anchors:
            at, middle = x, y
            if side == "above":
                middle, from_y, rise = y - clear - height / 2, y - clear, -more - _DESCENT
            elif side == "below":
                middle, from_y, rise = y + clear + height / 2, y + clear, _ASCENT
            elif anchor == "middle":
                continue
            else:
                at = x + (clear if anchor == "start" else -clear)
                from_y, rise = y, (_ASCENT - _DESCENT - more) / 2
            left = at - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
            yield (
                Words(
                    x=round(at, 1),
                    y=round(from_y, 1),
                    anchor=anchor,
                    rise=round(rise, 2),
                    lines=tuple(lines),
                ),
                Box(left, middle - height / 2, left + width, middle + height / 2),
            )

    def _covered(self, box: Box, own: Box | None) -> float:
        # words that leave the picture cannot be read at all
        beyond = 0.0 if box.within(_WHOLE) else 10.0 * (box.area - box.shared(_WHOLE))
        near = (one for one in self._taken if box.meets(one) and one != own)
        return math.fsum([beyond, *(box.shared(one) for one in near)])


def _width(line: str) -> float:
    return math.fsum(_LETTER if letter.isascii() else _WIDE_LETTER for letter in line)
