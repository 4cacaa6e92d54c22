"""The lines of XML around a finding, as a compiler shows them."""

from __future__ import annotations

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from aptcheck.finding import Excerpt
from aptcheck.report.terminal import fitted
from aptcheck.report.visible import visible

__all__ = ["print_frame"]

_INDENT = "  "
#: Characters before the caret of a line that is too long to show it otherwise.
_BEFORE = 12


def print_frame(console: Console, excerpt: Excerpt, style: str) -> None:
    """Print numbered lines, each cut to the width, and a caret under the place."""
    lines = [line.replace("\t", " ") for line in excerpt.lines]
    digits = len(str(excerpt.first + len(lines) - 1))
    room = console.width - len(f"{_INDENT}{'':{digits}} | ")
    marked, place = lines[excerpt.marked], excerpt.caret
    shift = min(_margin(lines), place)
    if cell_len(visible(marked[shift:place])) >= room:
        shift = max(0, place - _BEFORE)
    caret = min(cell_len(visible(marked[shift:place])), room - 1)
    for at, line in enumerate(lines):
        number = f"{_INDENT}{excerpt.first + at:>{digits}} | "
        shown = f"{number}{fitted(visible(line[shift:]), room)}"
        console.print(Text(shown, "" if at == excerpt.marked else "dim"))
        if at == excerpt.marked:
            console.print(Text(f"{_INDENT}{'':{digits}} | {' ' * caret}") + Text("^", style))


def _margin(lines: list[str]) -> int:
    """Return how many blanks all lines begin with."""
    return min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)
