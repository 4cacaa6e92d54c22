"""What helps to read a panel: the scale, north and east, and an arrow out of the panel."""

from __future__ import annotations

import math
from collections.abc import Iterator

from aptcheck.report.suggestions.labels import Labels
from aptcheck.report.suggestions.shapes import Line, Role, Shape, Word
from aptcheck.report.suggestions.view import View

__all__ = ["compass", "pointer", "scale_bar"]

_ARROW, _EDGE = 26.0, 10.0


def scale_bar(view: View, labels: Labels) -> Iterator[Shape]:
    """Yield a bar of a round length, at the lower left."""
    length = _round_length(0.3 * view.size / view.scale)
    pixels, y = length * view.scale, view.size - 14.0
    yield Line("axis", ((14.0, y - 4.0), (14.0, y), (14.0 + pixels, y), (14.0 + pixels, y - 4.0)))
    labels.keep((10.0, y - 6.0, 18.0 + pixels, y + 4.0))
    yield labels.put(Word("label", 14.0 + pixels / 2.0, y - 6.0, f"{length:g}″", "middle"))


def _round_length(most: float) -> float:
    """Return the largest of 1, 2 and 5 times a power of ten that is not above ``most``."""
    power = 10.0 ** math.floor(math.log10(most))
    return max(step * power for step in (1.0, 2.0, 5.0) if step * power <= most)


def compass(view: View, labels: Labels) -> Iterator[Shape]:
    """Yield arrows to north and east, at the lower right."""
    x = y = view.size - 16.0
    north, east = (x, y - 34.0), (x - 34.0, y)
    yield Line("axis", (north, (x, y), east))
    yield _arrow_head("axis", north, 0.0, -1.0)
    yield _arrow_head("axis", east, -1.0, 0.0)
    labels.keep((x - 40.0, y - 40.0, x + 10.0, y + 8.0))
    yield labels.put(Word("label", x, y - 39.0, "N", "middle"))
    yield labels.put(Word("label", x - 41.0, y + 4.0, "E", "end"))


def pointer(x: float, y: float, size: float) -> tuple[tuple[float, float], tuple[Line, Line]]:
    """Return the tail of an arrow at the edge of a panel, pointing outside, and the arrow."""
    middle = size / 2.0
    away = math.hypot(x - middle, y - middle)
    across, down = (x - middle) / away, (y - middle) / away
    far = (middle - _EDGE) / max(abs(across), abs(down))
    tip = middle + across * far, middle + down * far
    tail = tip[0] - across * _ARROW, tip[1] - down * _ARROW
    return tail, (Line("present", (tail, tip)), _arrow_head("present", tip, across, down))


def _arrow_head(role: Role, tip: tuple[float, float], across: float, down: float) -> Line:
    """Return the head of an arrow that points along (across, down)."""
    back = tip[0] - 7.0 * across, tip[1] - 7.0 * down
    left = back[0] + 4.0 * down, back[1] - 4.0 * across
    right = back[0] - 4.0 * down, back[1] + 4.0 * across
    return Line(role, (left, tip, right))
