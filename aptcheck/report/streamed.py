"""A format that is written proposal by proposal, so that a report of any length needs no memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeAlias

from aptcheck.results import ProposalReport, Summary

__all__ = ["Piece", "Streamed", "pieces"]

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

    def closing(self, summary: Summary) -> Piece:
        """Return what comes after the last."""
        ...


def pieces(
    streamed: Streamed, proposals: Iterable[ProposalReport], summary: Summary
) -> Iterator[Piece]:
    """Yield a whole report."""
    yield streamed.opening()
    for proposal in proposals:
        yield streamed.piece(proposal)
    yield streamed.closing(summary)
