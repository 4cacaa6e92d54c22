"""`aptcheck suggest` as a picture, one panel for each search: what is where, in pixels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from aptcheck.report.suggestions.labels import fitting, text_width
from aptcheck.report.suggestions.panel import HEAD, panel
from aptcheck.report.suggestions.shapes import (
    Circle,
    Discs,
    Line,
    Panel,
    Picture,
    Ring,
    Role,
    Shape,
    Word,
)
from aptcheck.report.suggestions.words import not_searched, nothing_to_suggest
from aptcheck.suggestions import Suggestions
from aptcheck.wording import count

__all__ = ["picture"]

_EDGE, _GAP = 24.0, 28.0  # pixels around and between panels
_ROW = 24.0  # of the legend
_SWATCH = 26.0
#: The side of a panel, pixels, where there are one, two, three or more in a row.
_SIZES = (640.0, 460.0, 380.0)

_LEGEND: dict[Role, str] = {
    "ok": "suggested position, with the disc that the field sweeps",
    "crowded": "position with the most clean angles, with the disc that the field sweeps",
    "not-checked": "position, not checked",
    "dot": "source, and where it spoils a background at some angle",
    "margin": "margin, up to where the nearest source spoils it",
    "cross": "science target",
    "science": "extent of the science target",
    "present": "current background",
    "swept": "ring that the MRS samples now",
    "other": "other target",
    "edge": "searched ring",
}


def picture(suggestions: Suggestions) -> Picture:
    """Return the picture of all searches, three in a row, with a legend."""
    searches = suggestions.targets
    columns = min(max(len(searches), 1), len(_SIZES))
    size = _SIZES[columns - 1]
    width = 2.0 * _EDGE + columns * size + (columns - 1) * _GAP
    if not searches:
        said = (not_searched(suggestions), nothing_to_suggest(suggestions))
        legend = tuple(_sentences(said, _EDGE + 12.0, width))
        height = 2.0 * _EDGE + _ROW * len(legend)
        return Picture(width=width, height=height, name="No search", legend=legend)
    panels = [
        panel(
            search,
            _EDGE + (at % columns) * (size + _GAP),
            _EDGE + HEAD + (at // columns) * (size + HEAD + _GAP),
            size,
        )
        for at, search in enumerate(searches)
    ]
    below = panels[-1].y + size + _GAP
    legend = tuple(_legend(panels, below, width))
    last = max((shape.y for shape in legend if isinstance(shape, Word)), default=below)
    legend += tuple(_sentences([not_searched(suggestions)], last + _ROW, width))
    last += _ROW * bool(suggestions.other_modes)
    return Picture(
        width=width,
        height=last + _EDGE,
        name=f"Background positions for {count(searches, 'science target')}",
        panels=tuple(panels),
        legend=legend,
    )


def _sentences(said: Iterable[str], y: float, width: float) -> Iterator[Shape]:
    """Yield sentences below each other, each cut to the width of the picture."""
    for row, sentence in enumerate(filter(None, said)):
        words = fitting("quiet", sentence, width - 2.0 * _EDGE)
        yield Word("quiet", _EDGE, y + row * _ROW, words)


def _legend(panels: Sequence[Panel], y: float, width: float) -> Iterator[Shape]:
    """Yield the meaning of each look that is in a panel, in as many rows as needed."""
    used = {shape.role for one in panels for shape in one.shapes}
    x = _EDGE
    for role, words in _LEGEND.items():
        if role not in used:
            continue
        needed = _SWATCH + text_width("quiet", words)
        if x > _EDGE and x + needed > width - _EDGE:
            x, y = _EDGE, y + _ROW
        yield from _swatch(role, x + 10.0, y)
        yield Word("quiet", x + _SWATCH, y + 4.0, words)
        x += needed + 22.0


def _swatch(role: Role, x: float, y: float) -> Iterator[Shape]:
    if role == "dot":
        yield Discs("reach", ((x, y, 7.5),))
        yield Discs("source", ((x, y, 7.5),))
        yield Circle("dot", x, y, 1.8)
    elif role == "cross":
        yield Line("cross", ((x - 6.0, y), (x + 6.0, y)))
        yield Line("cross", ((x, y - 6.0), (x, y + 6.0)))
    elif role == "swept":
        yield Ring("swept", x, y, 4.0, 8.0)
    elif role == "edge":
        yield Ring("searched", x, y, 4.0, 8.0)
        yield Circle("edge", x, y, 8.0)
        yield Circle("edge", x, y, 4.0)
    else:
        yield Circle(role, x, y, 7.5)
