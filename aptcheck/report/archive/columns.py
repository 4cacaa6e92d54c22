"""All columns of the table of an archive, in order: its one definition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal

from aptcheck.report.archive.column import ArchiveColumn
from aptcheck.report.archive.finding_columns import OF_FINDING
from aptcheck.report.archive.pair_columns import OF_PAIR
from aptcheck.report.archive.proposal_columns import COMMON, OF_PROPOSAL, OF_SUMMARY
from aptcheck.report.archive.scope_columns import OF_SCOPE

__all__ = ["COLUMNS", "COMMON", "NAMES", "OWN", "ROW", "RowKind"]

#: The kinds of rows, as the first column names them.
RowKind = Literal["proposal", "finding", "pair"]

#: The name of that column.
ROW: Final = "row"

#: The columns that only the rows of one kind fill.
OWN: Final[Mapping[RowKind, tuple[ArchiveColumn[Any], ...]]] = {
    "proposal": (*OF_PROPOSAL, *OF_SUMMARY, *OF_SCOPE),
    "finding": OF_FINDING,
    "pair": OF_PAIR,
}

#: The columns after the first.
COLUMNS: Final[tuple[ArchiveColumn[Any], ...]] = (
    *COMMON,
    *(column for own in OWN.values() for column in own),
)

NAMES: Final = (ROW, *(column.name for column in COLUMNS))
