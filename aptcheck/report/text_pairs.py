"""The pairs of a proposal on a terminal: those that stand out, and how many others there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import TypeAlias

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from aptcheck.mode_names import MODE_WORDS
from aptcheck.report.pair_settings import NONE_IN_COMMON, difference_words, settings_shown
from aptcheck.report.standing_out import standing_out
from aptcheck.report.visible import one_line
from aptcheck.report.words import is_mrs_alone, numbers, yes_no
from aptcheck.results import ExposureMatch, Pair, ProposalReport
from aptcheck.wording import agree, count

__all__ = ["HEADINGS", "print_pairs"]

_Settings: TypeAlias = "Mapping[Pair, tuple[ExposureMatch, ...]]"

#: Pairs that match and are listed: a few, or with --verbose many.
_FEW, _MANY = 6, 60
HEADINGS = ("Science", "Background", "Link", "Order", "Separation", "Depth")
_SETTINGS = "Ngroups"
_GAP = "  "


def print_pairs(console: Console, proposal: ProposalReport, *, whole: bool) -> None:
    """Print every pair that stands out, then those that match, or how many these are."""
    pairs = proposal.backgrounds
    settings = settings_shown(pairs)
    wrong = dict.fromkeys(standing_out(settings, proposal.findings))
    right = [pair for pair in pairs if pair not in wrong]
    listed = right[:_MANY] if whole else right if len(right) <= _FEW else []
    shown = [*wrong, *listed]
    if is_mrs_alone(pairs):
        _table(console, shown, settings)
    else:
        order = list(dict.fromkeys(pair.mode for pair in pairs))
        shown.sort(key=lambda pair: order.index(pair.mode))
        for at, (mode, of_mode) in enumerate(groupby(shown, key=lambda pair: pair.mode)):
            if at:
                console.print()
            console.print(Text(MODE_WORDS[mode], "bold"))
            _table(console, list(of_mode), settings)
    for line in _rest(shown, len(right) - len(listed), proposal.scope.pairs - len(pairs)):
        console.print(Text(line, "dim"))


def _rest(shown: Sequence[Pair], right: int, unlisted: int) -> Iterable[str]:
    """Yield how many pairs match and are not listed, and how many a report leaves out."""
    if right:
        match = agree(right, "matches", "match")
        pairs = count(right, "pair")
        yield f"and {pairs} that {match}" if shown else f"{pairs} {match}: --verbose lists them"
    if unlisted > 0:
        yield f"and {count(unlisted, 'more pair')} without a finding"


def _table(console: Console, pairs: Sequence[Pair], settings: _Settings) -> None:
    """Print a line for each pair, or several where it has no room."""
    if not pairs:
        return
    rows = [_cells(pair) for pair in pairs]
    widths = [max(map(cell_len, column)) for column in zip(HEADINGS, *rows, strict=True)]
    before = sum(widths) + len(_GAP) * len(widths)
    groups = [_groups(settings[pair]) for pair in pairs]
    if before - len(_GAP) > console.width:
        for row, group in zip(rows, groups, strict=True):
            _stacked(console, row, group)
        return
    beside = [before + group.cell_len <= console.width for group in groups]
    console.print(Text(_line((*HEADINGS, _SETTINGS) if any(beside) else HEADINGS, widths), "bold"))
    for row, group, fits in zip(rows, groups, beside, strict=True):
        if fits:
            console.print(Text(_line((*row, ""), widths)) + group)
        else:
            console.print(Text(_line(row, widths)))
            _below(console, group, widths[0] + len(_GAP))


def _stacked(console: Console, row: Sequence[str], group: Text) -> None:
    """Print one pair on lines of its own."""
    science, background, link, order, separation, depth = row
    console.print(Text(f"Science {science}, background {background}", "bold"))
    known = (f"background {order}", f"{separation} apart", f"depth {depth}")
    parts = (part for part, value in zip(known, row[3:], strict=True) if value != "-")
    console.print(Padding(Text(", ".join((link, *parts))), (0, 0, 0, 2)))
    _below(console, group, 2)


def _below(console: Console, group: Text, indent: int) -> None:
    label = "" if group.plain == NONE_IN_COMMON else f"{_SETTINGS} "
    console.print(Padding(Text.assemble((label, "dim"), group), (0, 0, 0, indent)))


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
