"""Findings counted by rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from aptcheck.report import Look
from aptcheck.results import Report

__all__ = ["counted", "render"]


def render(report: Report, *, look: Look, verbose: bool = False) -> str:  # noqa: ARG001
    """Return one line per rule: count, code, severity, name; the most frequent first."""
    return "".join(
        f"{count:6d}  {code}  {severity:7s}  {name}\n"
        for count, code, severity, name in counted(report)
    )


def counted(report: Report) -> Iterator[tuple[int, str, str, str]]:
    """Yield (count, code, severity, name) of the findings that count, the most frequent first."""
    found = Counter(
        (finding.code, finding.severity.value, finding.name)
        for proposal in report.proposals
        for finding in proposal.findings
        if finding.counts
    )
    for (code, severity, name), count in sorted(found.items(), key=lambda one: (-one[1], one[0])):
        yield count, code, severity, name
