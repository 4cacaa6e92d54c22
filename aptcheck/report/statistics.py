"""Findings counted by rule."""

from __future__ import annotations

from collections import Counter

from aptcheck.report import Look
from aptcheck.results import Report

__all__ = ["render"]


def render(report: Report, *, look: Look, verbose: bool = False) -> str:  # noqa: ARG001
    """Return one line a rule: count, code, severity, name; the most frequent first."""
    counted = Counter(
        (finding.code, finding.severity.value, finding.name)
        for finding in report.findings
        if finding.counts
    )
    return "".join(
        f"{count:6d}  {code}  {severity:7s}  {name}\n"
        for (code, severity, name), count in counted.most_common()
    )
