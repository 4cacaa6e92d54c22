"""The rows of a report for an archive as JSON Lines: one object a line."""

from __future__ import annotations

from aptcheck.report import Look
from aptcheck.report.archive.rows import rows
from aptcheck.results import ProposalReport, Summary
from aptcheck.wording.json_words import json_text

__all__ = ["streamed"]


class _Lines:
    """The lines while they are written; nothing comes before the first or after the last."""

    def opening(self) -> str:
        return ""

    def piece(self, proposal: ProposalReport) -> str:
        return "".join(f"{json_text(row)}\n" for row in rows(proposal))

    def closing(self, summary: Summary) -> tuple[str, ...]:  # noqa: ARG002
        return ()


def streamed(*, look: Look, verbose: bool = False) -> _Lines:  # noqa: ARG001
    """Return the lines while they are written."""
    return _Lines()
