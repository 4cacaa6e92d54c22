"""The table of a finding at a terminal: columns where they fit, else one line per row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from aptcheck.report.finding_table import ShownTable
from aptcheck.report.visible import one_line

__all__ = ["print_figures"]

_INDENT, _GAP = 2, 2


def print_figures(console: Console, table: ShownTable, *, whole: bool) -> None:
    """Print the table of a finding, or how to see it."""
    table = _visible(table)
    if not whole:
        hint = Text(f"{table.caption}: --verbose shows the table", "dim")
        console.print(Padding(hint, (0, 0, 0, _INDENT)))
        return
    console.print(Padding(Text(f"{table.caption}:", "dim"), (1, 0, 0, _INDENT)))
    widths = _widths(table, console.width - _INDENT - _GAP * len(table.headings))
    if widths:
        console.print(Padding(_grid(table, widths), (0, 0, 0, _INDENT)))
    else:
        for line in _lines(table):
            console.print(Padding(Text(line), (0, 0, 0, _INDENT)))
    if table.note:
        console.print(Padding(Text(table.note, "dim"), (0, 0, 0, _INDENT)))
    console.print()


def _visible(table: ShownTable) -> ShownTable:
    """Return the table with every text on one line and safe for a terminal."""
    return ShownTable(
        caption=one_line(table.caption),
        headings=tuple(
            replace(heading, name=one_line(heading.name), unit=one_line(heading.unit))
            for heading in table.headings
        ),
        rows=tuple(tuple(map(one_line, row)) for row in table.rows),
        note=one_line(table.note),
    )


def _widths(table: ShownTable, room: int) -> list[int]:
    """Return the width of each column, such that no figure and no word of a head is broken.

    Heads wrap between words only as far as needed; the list is empty if there is too little room.
    """
    heads = [Text(heading.words).cell_len for heading in table.headings]
    least = [
        max(Text(part).cell_len for part in ("", *heading.words.split(), *figures))
        for heading, figures in zip(table.headings, _columns(table), strict=True)
    ]
    for most in range(max(heads, default=0), -1, -1):
        widths = [max(low, min(most, head)) for low, head in zip(least, heads, strict=True)]
        if sum(widths) <= room:
            return widths
    return []


def _columns(table: ShownTable) -> list[list[str]]:
    return [[row[at] for row in table.rows] for at in range(len(table.headings))]


def _grid(table: ShownTable, widths: list[int]) -> Table:
    grid = Table(box=None, pad_edge=False, header_style="bold", padding=(0, _GAP, 0, 0))
    for heading, width in zip(table.headings, widths, strict=True):
        grid.add_column(
            Text(heading.words),
            justify="right" if heading.is_number else "left",
            vertical="bottom",
            max_width=width,
            overflow="fold",
        )
    for row in table.rows:
        grid.add_row(*map(Text, row))
    return grid


def _lines(table: ShownTable) -> Iterator[str]:
    """Yield "1A: Wavelength 5.33 µm; Limit 81 µJy" for each row."""
    for first, *others in table.rows:
        pairs = zip(table.headings[1:], others, strict=True)
        parts = (f"{heading.name} {value} {heading.unit}".strip() for heading, value in pairs)
        yield f"{first}: {'; '.join(parts)}"
