"""The rows of one proposal: itself, so that a clean one has a row too, its findings, its pairs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from aptcheck.report.archive.column import ArchiveColumn, ArchiveRow, Value
from aptcheck.report.archive.columns import COMMON, NAMES, ROW, RowKind
from aptcheck.report.archive.finding_columns import OF_FINDING
from aptcheck.report.archive.pair_columns import OF_PAIR
from aptcheck.report.archive.proposal_columns import OF_PROPOSAL, OF_SUMMARY
from aptcheck.report.archive.scope_columns import OF_SCOPE
from aptcheck.report.streamed import in_a_file
from aptcheck.results import ProposalReport, Summary

__all__ = ["rows"]

_Subject = TypeVar("_Subject")
#: A row without a value, which has all columns in order.
_EMPTY: ArchiveRow = dict.fromkeys(NAMES)
_INTEGERS = range(-(2**63), 2**63)


def rows(proposal: ProposalReport) -> Iterator[ArchiveRow]:
    r"""Yield the row of a proposal, those of its findings, then those of its pairs.

    Every row has every column. All numbers are finite, integers have 64 bits, and all text is valid
    Unicode: of a path that is not, each wrong byte is written as in ``\udcff``.
    """
    common = _values(COMMON, proposal)
    own = _values(OF_PROPOSAL, proposal)
    own |= _values(OF_SUMMARY, Summary.of(proposal)) | _values(OF_SCOPE, proposal.scope)
    yield _row("proposal", common, own)
    for finding in proposal.findings:
        yield _row("finding", common, _values(OF_FINDING, finding))
    for pair in proposal.backgrounds:
        yield _row("pair", common, _values(OF_PAIR, pair))


def _row(kind: RowKind, common: ArchiveRow, own: ArchiveRow) -> ArchiveRow:
    return {**_EMPTY, ROW: kind, **common, **own}


def _values(columns: Iterable[ArchiveColumn[_Subject]], subject: _Subject) -> ArchiveRow:
    return {column.name: _plain(column.value(subject)) for column in columns}


def _plain(value: Value) -> Value:
    if isinstance(value, str):
        return value if value.isascii() else in_a_file(value).decode("utf-8")
    if isinstance(value, int) and value not in _INTEGERS:
        return None  # a file may hold any number of digits
    return value
