"""Where the words of a panel go, so that none overlap and all are inside."""

from __future__ import annotations

from dataclasses import dataclass, field

from rich.cells import cell_len

from aptcheck.report.suggestions.palette import BOLD, SIZES
from aptcheck.report.suggestions.shapes import Anchor, Role, Word

__all__ = ["Labels", "fitting", "text_width"]

#: Widths of letters in ems, those of DejaVu Sans: no font that a browser uses here is wider.
_THIN, _WIDE = frozenset("iIjl.,:;'|!()[] -ft/\\"), frozenset("mwMW%@—…")
_EMS = {"thin": 0.37, "wide": 0.95, "upper": 0.7, "plain": 0.61}
_BOLD = 1.12
_LONGEST = 300  # letters: no panel has room for more
_GAP, _EDGE = 5.0, 4.0
#: Sides of a mark, the best first: across, down, and which end of a word is there.
_SIDES: tuple[tuple[float, float, Anchor], ...] = (
    (1.0, 0.0, "start"),
    (-1.0, 0.0, "end"),
    (0.0, 1.0, "middle"),
    (0.0, -1.0, "middle"),
    (0.7, 0.7, "start"),
    (-0.7, 0.7, "end"),
    (0.7, -0.7, "start"),
    (-0.7, -0.7, "end"),
)

Box = tuple[float, float, float, float]


def text_width(role: Role, text: str) -> float:
    """Return about how wide a text is, pixels."""
    return sum(map(_ems, text)) * SIZES[role] * (_BOLD if role in BOLD else 1.0)


def _ems(letter: str) -> float:
    if letter in _THIN:
        return _EMS["thin"]
    if letter in _WIDE:
        return _EMS["wide"]
    return _EMS["upper" if letter.isupper() else "plain"] * cell_len(letter)


def fitting(role: Role, text: str, width: float) -> str:
    """Return a text cut to a width, with an ellipsis."""
    if len(text) < _LONGEST and text_width(role, text) <= width:
        return text
    text = text[:_LONGEST]
    while text and text_width(role, f"{text}…") > width:
        text = text[:-1]
    return f"{text}…"


@dataclass(slots=True)
class Labels:
    """The words of a square panel as they are placed, one after the other."""

    size: float
    taken: list[Box] = field(default_factory=list)

    def keep(self, box: Box) -> None:
        """Leave a box (left, top, right, bottom) free."""
        self.taken.append(box)

    def put(self, word: Word) -> Word:
        """Place a word at its own position."""
        self.taken.append(_box(word))
        return word

    def beside(self, role: Role, x: float, y: float, radius: float, text: str) -> Word | None:
        """Place a word beside a mark, or return None where there is no room."""
        height, half = SIZES[role], text_width(role, text) / 2.0
        for away in (radius + _GAP, radius + _GAP + height, radius + _GAP + 2 * height):
            for across, down, anchor in _SIDES:
                middle = y + down * (away + (height / 2 if anchor == "middle" else 0.0))
                left = x + across * away
                if anchor == "middle" and 0.0 <= x <= self.size:
                    left = min(max(left, half + _EDGE), self.size - half - _EDGE)
                word = Word(role, left, middle + 0.36 * height, text, anchor)
                if self._free(_box(word)):
                    return self.put(word)
        return None

    def _free(self, box: Box) -> bool:
        left, top, right, bottom = box
        if left < 2.0 or top < 2.0 or max(right, bottom) > self.size - 2.0:
            return False
        return all(
            right < other[0] or other[2] < left or bottom < other[1] or other[3] < top
            for other in self.taken
        )


def _box(word: Word) -> Box:
    width, height = text_width(word.role, word.text), SIZES[word.role]
    left = {"start": word.x, "middle": word.x - width / 2, "end": word.x - width}[word.anchor]
    return left, word.y - 0.85 * height, left + width, word.y + 0.25 * height
