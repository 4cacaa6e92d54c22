"""The pairs of a proposal as rows: what is wrong with one is marked in the cell that shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from aptcheck.finding import Severity
from aptcheck.mode_names import ModeName
from aptcheck.report.html.finding_groups import FindingView
from aptcheck.report.html.pair_cells import Cell, cells
from aptcheck.report.pair_settings import settings_shown
from aptcheck.report.standing_out import standing_out
from aptcheck.report.words import yes_no
from aptcheck.results import Pair
from aptcheck.rules.families import family_of

__all__ = ["PairRow", "PairTable", "pair_table"]

#: What one page can hold: a pair takes about 0.5 kB.
_MOST_PAIRS = 500
#: Rows without a fault that are shown unfolded.
_FEW = 12

_Column = Literal["link", "order", "separation", "depth", "settings"]
#: The column that shows what the rules of a family judge.
_COLUMNS: Mapping[str, _Column] = {
    "links": "link",
    "order": "order",
    "separation": "separation",
    "depth": "depth",
    "exposures": "settings",
}


@dataclass(frozen=True, kw_only=True)
class PairRow:
    """A pair, its settings, and by column the finding that says what is wrong there.

    ``amiss`` says that it must be seen, however many pairs there are.
    """

    pair: Pair
    cells: tuple[Cell, ...]
    faults: Mapping[str, FindingView]
    amiss: bool

    @property
    def link(self) -> str:
        """How the two are linked, in words."""
        return yes_no(self.pair)

    @property
    def loose(self) -> bool:
        """Whether the link is not the one that a background needs."""
        return self.link != "non-interruptible" and not (self.pair.declared and self.pair.shadow)


@dataclass(frozen=True, kw_only=True)
class PairTable:
    """The rows by mode; ``folded`` are those without a fault, where they are many."""

    shown: tuple[tuple[ModeName, tuple[PairRow, ...]], ...]
    folded: tuple[tuple[ModeName, tuple[PairRow, ...]], ...]
    left_out: int
    in_report: bool
    has_mrs: bool

    @property
    def number_folded(self) -> int:
        """How many rows are folded."""
        return sum(len(rows) for _, rows in self.folded)


def pair_table(pairs: Sequence[Pair], total: int, findings: Sequence[FindingView]) -> PairTable:
    """Return the table of a proposal with ``total`` pairs: those with a fault are never left out.

    Parameters
    ----------
    pairs : sequence of Pair
        Those in the report.
    total : int
        How many the proposal has.
    findings : sequence of FindingView
        Those that count and are worse than infos mark a cell.
    """
    settings = settings_shown(pairs)
    faults = _by_background(findings)
    amiss = set(standing_out(settings, (view.finding for view in findings)))
    rows = [
        PairRow(
            pair=pair,
            cells=tuple(cells(settings[pair])),
            faults=_faults(pair, faults),
            amiss=pair in amiss,
        )
        for pair in pairs
    ]
    wrong = [row for row in rows if row.amiss][:_MOST_PAIRS]
    good = [row for row in rows if not row.amiss][: _MOST_PAIRS - len(wrong)]
    fold = len(good) > _FEW
    kept = {id(row) for row in (wrong if fold else [*wrong, *good])}
    return PairTable(
        shown=_by_mode(row for row in rows if id(row) in kept),
        folded=_by_mode(good) if fold else (),
        left_out=total - len(wrong) - len(good),
        in_report=len(pairs) > len(wrong) + len(good),
        has_mrs=any(pair.mode == "miri-mrs" for pair in pairs),
    )


def _by_mode(rows: Iterable[PairRow]) -> tuple[tuple[ModeName, tuple[PairRow, ...]], ...]:
    together = groupby(rows, key=lambda row: row.pair.mode)
    return tuple((mode, tuple(members)) for mode, members in together)


def _by_background(findings: Iterable[FindingView]) -> dict[int, list[tuple[_Column, FindingView]]]:
    """Return what marks a cell, by background."""
    found: dict[int, list[tuple[_Column, FindingView]]] = {}
    for view in findings:
        finding = view.finding
        family = family_of(finding.code)
        column = _COLUMNS.get(family.folder) if family is not None else None
        if column is None or not finding.counts or finding.severity is Severity.INFO:
            continue
        for number in {finding.observation, *finding.related_observations} - {None}:
            found.setdefault(number or 0, []).append((column, view))
    return found


def _faults(
    pair: Pair, by_background: Mapping[int, list[tuple[_Column, FindingView]]]
) -> dict[str, FindingView]:
    faults: dict[str, FindingView] = {}
    for column, view in by_background.get(pair.background_observation, ()):
        others = {view.finding.observation, *view.finding.related_observations}
        if others <= {None, pair.background_observation} or pair.science_observation in others:
            faults.setdefault(column, view)
    return faults
