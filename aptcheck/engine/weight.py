"""What the findings of a proposal come to: their order, and the verdict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aptcheck.finding import Finding
    from aptcheck.results import ProposalReport

__all__ = ["order", "verdict", "with_findings"]


def order(finding: Finding) -> tuple[int, int, str, int]:
    """Return the sort key of a report: by observation, worst first, by code, by line."""
    observation = finding.observation
    return (
        -1 if observation is None else observation,
        -finding.severity.rank,
        finding.code,
        finding.location.line or 0,
    )


def verdict(findings: Iterable[Finding]) -> str:
    """Return fail, warn or pass: the worst of the findings that count decides."""
    worst = max((f.severity.rank for f in findings if f.counts), default=0)
    return {2: "fail", 1: "warn"}.get(worst, "pass")


def with_findings(report: ProposalReport, findings: Iterable[Finding]) -> ProposalReport:
    """Return a report with other findings, in order, and the verdict they come to."""
    findings = tuple(sorted(findings, key=order))
    return replace(report, findings=findings, verdict=verdict(findings))
