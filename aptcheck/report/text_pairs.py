"""The pairs of a proposal on a terminal: one table, or one per mode if not all are MRS."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import TypeAlias

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from aptcheck.mode_names import MODE_WORDS
from aptcheck.report.pair_settings import NONE_IN_COMMON, difference_words, settings_shown
from aptcheck.report.visible import one_line
from aptcheck.report.words import is_mrs_alone, numbers, yes_no
from aptcheck.results import ExposureMatch, Pair
from aptcheck.wording import count

__all__ = ["HEADINGS", "print_pairs"]

_Settings: TypeAlias = "Mapping[Pair, tuple[ExposureMatch, ...]]"

_PAIRS_SHOWN = 60
HEADINGS = ("Science", "Background", "Link", "Order", "Separation", "Depth")
_SETTINGS = "Ngroups"
_GAP = "  "


def print_pairs(console: Console, pairs: Sequence[Pair], total: int) -> None:
    """Print the first pairs, and how many more there are."""
    shown = pairs[:_PAIRS_SHOWN]
    settings = settings_shown(pairs)
    if is_mrs_alone(pairs):
        _table(console, shown, settings)
    else:
        for at, (mode, of_mode) in enumerate(groupby(shown, key=lambda pair: pair.mode)):
            if at:
                console.print()
            console.print(Text(MODE_WORDS[mode], "bold"))
            _lines(console, list(of_mode), settings)
    if total > _PAIRS_SHOWN:
        console.print(Text(f"and {count(total - _PAIRS_SHOWN, 'more pair')}", "dim"))
    console.print()


def _table(console: Console, pairs: Iterable[Pair], settings: _Settings) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for heading in (*HEADINGS, _SETTINGS):
        table.add_column(heading, overflow="fold")
    for pair in pairs:
        table.add_row(*_cells(pair), _groups(settings[pair]))
    console.print(table)


def _lines(console: Console, pairs: Sequence[Pair], settings: _Settings) -> None:
    """Print a line for each pair, its settings in the last column where all fit, else below it."""
    rows = [_cells(pair) for pair in pairs]
    widths = [max(map(len, column)) for column in zip(HEADINGS, *rows, strict=True)]
    before = sum(widths) + len(_GAP) * len(widths)
    groups = [_groups(settings[pair]) for pair in pairs]
    fit = all(before + group.cell_len <= console.width for group in groups)
    console.print(Text(_line((*HEADINGS, _SETTINGS) if fit else HEADINGS, widths), "bold"))
    indent = widths[0] + len(_GAP)
    for row, group in zip(rows, groups, strict=True):
        if fit:
            console.print(Text(_line((*row, ""), widths)) + group)
        else:
            console.print(Text(_line(row, widths)))
            label = "" if group.plain == NONE_IN_COMMON else f"{_SETTINGS} "
            console.print(Padding(Text(label, "dim") + group, (0, 0, 0, indent)))


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Return cells side by side; those beyond the last width are not padded."""
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=False))
    return _GAP.join((*padded, *cells[len(widths) :]))


def _cells(pair: Pair) -> tuple[str, ...]:
    distance, depth = pair.separation_arcsec, pair.depth_ratio
    return (
        str(pair.science_observation),
        str(pair.background_observation),
        yes_no(pair),
        pair.order or "-",
        "-" if distance is None else f'{distance:.1f}"',
        "-" if depth is None else f"{depth:.2f}x",
    )


def _groups(settings: Iterable[ExposureMatch]) -> Text:
    """Return the Ngroups of each setting, those that differ in red, nothing twice."""
    parts = dict.fromkeys((_setting(answer), answer.match) for answer in settings)
    text = Text()
    for index, (part, match) in enumerate(parts):
        text.append(", " if index else "")
        text.append(part, "" if match else "red")
    return text if parts else Text(NONE_IN_COMMON, "dim")


def _setting(answer: ExposureMatch) -> str:
    name = answer.wavelength[0] if answer.wavelength else one_line(answer.setting)
    return f"{name} {numbers(answer.science_groups)}{difference_words(answer)}"
