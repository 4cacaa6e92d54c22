"""`aptcheck suggest` for a person at a terminal."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from aptcheck.report import Look
from aptcheck.report.suggestions.depth_words import depth_words, suppliers_words
from aptcheck.report.suggestions.words import (
    MARGIN,
    background_now,
    clean_words,
    left_alone,
    left_out,
    margin_words,
    nothing_to_suggest,
    offset_words,
    outcome,
    pointing_words,
    share_words,
    whose,
)
from aptcheck.report.terminal import laid_out, plain_console
from aptcheck.report.visible import one_line, shortened
from aptcheck.suggestions import LimitingSource, SearchStatus, SkySearch, SuggestedSky, Suggestions
from aptcheck.wording import FIXED_TARGETS

__all__ = ["render_text"]

_STYLE: dict[SearchStatus, str] = {"ok": "", "crowded": "yellow", "not-checked": "yellow"}
_INDENT, _GAP = 2, 2
_LONGEST_NAME = 40
_HEAD = ("#", "Position in APT", "Offset", "PA", "Margin")
_POINTING = ("#", "Pointing")
_LEFT = ("Position in APT", "Nearest source", "Pointing")


def render_text(suggestions: Suggestions, *, look: Look) -> str:
    """Return the positions found for each science target, and how deep the catalogues are.

    Consecutive searches with the same catalogues share one line about them, after the last.
    """
    out = io.StringIO()
    console = plain_console(out, look)
    if not suggestions.targets:
        said = (left_out(suggestions), nothing_to_suggest(suggestions))
        console.print(Text(" ".join(filter(None, said))))
        return laid_out(out)
    for _, group in groupby(suggestions.targets, key=_catalogues):
        alike = list(group)
        for search in alike:
            _search(console, search)
        _depth(console, alike)
    if suggestions.clean:
        console.print(Text(left_alone(suggestions)))
        console.print()
    if suggestions.other_modes:
        console.print(Text(left_out(suggestions)))
        console.print()
    if any(search.suggestions and not search.imager_primary for search in suggestions.targets):
        console.print(Text(MARGIN, "dim"))
        console.print(
            Text(
                "To use a position, paste it into the coordinates of the background target in "
                f"{FIXED_TARGETS}.",
                "dim",
            )
        )
    return laid_out(out)


def _catalogues(search: SkySearch) -> object:
    return search.depths, search.suppliers, search.missing


def _search(console: Console, search: SkySearch) -> None:
    console.print(Text(whose(search), "bold underline"))
    _say(console, background_now(search))
    for at, sentence in enumerate(outcome(search)):
        _say(console, sentence, "" if at else _STYLE[search.status])
    console.print()
    if search.suggestions:
        _positions(console, search)
        console.print()
    for remark in search.remarks:
        _say(console, one_line(remark))
    if search.remarks:
        console.print()


def _positions(console: Console, search: SkySearch) -> None:
    """Print a line per position, with the nearest source on it if it fits, else below."""
    shared = any(
        sky.clean_fraction is not None or sky.clean is not None for sky in search.suggestions
    )
    head = [*(_POINTING if search.imager_primary else _HEAD), *(["Clean"] if shared else [])]
    rows = [
        [*_figures(number, sky, search), *([share_words(sky)] if shared else [])]
        for number, sky in enumerate(search.suggestions, 1)
    ]
    sources = [_source(sky.nearest) for sky in search.suggestions]
    wide = [[*row, source] for row, source in zip(rows, sources, strict=True)]
    beside = sum(_widths([[*head, "Nearest source"], *wide])) + _GAP * len(head) + _INDENT
    if fits := not search.imager_primary and beside <= console.width:
        head, rows = [*head, "Nearest source"], wide
    widths = _widths([head, *rows])
    _say(console, _line(head, head, widths), "bold")
    for row, sky, source in zip(rows, search.suggestions, sources, strict=True):
        _say(console, _line(row, head, widths))
        below = [] if fits or search.imager_primary else [f"nearest source: {source}"]
        for detail in (*below, *_details(sky, search)):
            console.print(Padding(Text(detail, "dim"), (0, 0, 0, _INDENT + widths[0] + _GAP)))


def _figures(number: int, sky: SuggestedSky, search: SkySearch) -> tuple[str, ...]:
    if search.imager_primary:
        return str(number), pointing_words(sky)
    return (
        str(number),
        shortened(sky.apt, _LONGEST_NAME),
        f'{sky.offset_arcsec:.1f}"',
        f"{round(sky.position_angle_deg, 1) % 360:.1f}°",
        f'{margin_words(sky)}"',
    )


def _source(nearest: LimitingSource | None) -> str:
    if nearest is None:
        return "none"
    return f'{shortened(nearest.designation, _LONGEST_NAME)} at {nearest.distance_arcsec:.1f}"'


def _details(sky: SuggestedSky, search: SkySearch) -> Iterator[str]:
    yield from filter(None, (clean_words(sky, search), offset_words(sky, search)))
    yield from map(one_line, sky.remarks)


def _depth(console: Console, searches: Sequence[SkySearch]) -> None:
    search = searches[0]
    sentences = [*depth_words(search.depths), suppliers_words(search)]
    text = " ".join(filter(None, sentences))
    if text:
        whose_is_it = f"For the {len(searches)} above: " if len(searches) > 1 else ""
        console.print(Text(f"{whose_is_it}{text}", "dim"))
        console.print()


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    return [max(map(cell_len, column)) for column in zip(*rows, strict=True)]


def _line(cells: Sequence[str], head: Sequence[str], widths: Sequence[int]) -> str:
    columns = zip(cells, head, widths, strict=True)
    padded = (
        set_cell_size(cell, width) if name in _LEFT else f"{'':{width - cell_len(cell)}}{cell}"
        for cell, name, width in columns
    )
    return (" " * _GAP).join(padded).rstrip()


def _say(console: Console, sentence: str, style: str = "") -> None:
    console.print(Padding(Text(sentence, style), (0, 0, 0, _INDENT)))
