"""The rows of a report for an archive as JSON Lines: one object a line."""

from __future__ import annotations

from aptcheck.report import Look
from aptcheck.report.archive.rows import rows
from aptcheck.report.streamed import pieces
from aptcheck.results import ProposalReport, Report, Summary
from aptcheck.wording.json_words import json_text

__all__ = ["render", "streamed"]


class _Lines:
    """The lines while they are written; nothing comes before the first or after the last."""

    def opening(self) -> str:
        return ""

    def piece(self, proposal: ProposalReport) -> str:
        return "".join(f"{json_text(row)}\n" for row in rows(proposal))

    def closing(self, summary: Summary) -> str:  # noqa: ARG002
        return ""


def streamed(*, look: Look, verbose: bool = False) -> _Lines:  # noqa: ARG001
    """Return the lines while they are written."""
    return _Lines()


def render(report: Report, *, look: Look, verbose: bool = False) -> str:
    """Return the rows as JSON Lines; every number in them is finite."""
    lines = streamed(look=look, verbose=verbose)
    return "".join(map(str, pieces(lines, report.proposals, report.summary)))
