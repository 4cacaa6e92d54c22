"""A format that is written proposal by proposal, so that a report of any length needs no memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeAlias

from aptcheck.results import ProposalReport, Report, Summary

__all__ = ["Piece", "Streamed", "in_a_file", "joined", "pieces"]

#: Text, or bytes in a format that is not text; a format yields one kind only.
Piece: TypeAlias = str | bytes


class Streamed(Protocol):
    """One report while it is written: each method is called in turn, ``piece`` any number of times.

    A ``piece`` that raises leaves the report as it was before.
    """

    def opening(self) -> Piece:
        """Return what comes before the first proposal."""
        ...

    def piece(self, proposal: ProposalReport) -> Piece:
        """Return what the report says about the next proposal."""
        ...

    def closing(self, summary: Summary) -> Iterable[Piece]:
        """Yield what comes after the last, in pieces."""
        ...


def pieces(streamed: Streamed, report: Report) -> Iterator[Piece]:
    """Yield a whole report."""
    yield streamed.opening()
    summary = Summary.none()
    for proposal in report.proposals:
        yield streamed.piece(proposal)
        summary += Summary.of(proposal)
    yield from streamed.closing(summary)


def joined(parts: Iterable[Piece]) -> Piece:
    """Return all pieces of a report in one."""
    parts = list(parts)
    text = [part for part in parts if isinstance(part, str)]
    return "".join(text) if text else b"".join(part for part in parts if isinstance(part, bytes))


def in_a_file(piece: Piece) -> bytes:
    """Return a piece as it is in a file; a path that is not Unicode must not cost the report."""
    return piece.encode("utf-8", "backslashreplace") if isinstance(piece, str) else piece
