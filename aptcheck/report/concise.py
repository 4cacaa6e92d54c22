"""One line per finding: path:line:column: CODE severity message."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.finding import Finding
from aptcheck.report import Look
from aptcheck.report.visible import one_line, unobeyed
from aptcheck.report.words import where
from aptcheck.results import ProposalReport, Summary

__all__ = ["streamed"]


class _Lines:
    """The lines while they are written; nothing comes before the first or after the last."""

    def opening(self) -> str:
        return ""

    def piece(self, proposal: ProposalReport) -> str:
        return unobeyed("".join(f"{line}\n" for line in _lines(proposal)))

    def closing(self, summary: Summary) -> tuple[str, ...]:  # noqa: ARG002
        return ()


def streamed(*, look: Look, verbose: bool = False) -> _Lines:  # noqa: ARG001
    """Return the findings that count, one line each, while they are written."""
    return _Lines()


def _lines(proposal: ProposalReport) -> Iterator[str]:
    for finding in proposal.findings:
        if finding.counts:
            yield f"{_place(proposal, finding)}: {finding.code} {finding.severity.value} " + (
                one_line(f"{where(finding)}{finding.message}")
            )


def _place(proposal: ProposalReport, finding: Finding) -> str:
    location = finding.location
    parts = [one_line(proposal.path)]
    if location.line is not None:
        parts += [str(location.line), str(location.column or 1)]
    return ":".join(parts)
