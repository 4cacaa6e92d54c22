"""The final severity of a fault, the order of findings, and the verdict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from aptcheck.finding import Severity, SeverityWord

if TYPE_CHECKING:
    from aptcheck.config import Profile
    from aptcheck.finding import Finding
    from aptcheck.results import ProposalReport, Scope, Verdict
    from aptcheck.rules.rule import Rule

__all__ = ["Easing", "order", "rated", "verdict", "with_findings"]

#: What made a finding milder than its rule.
Easing = Literal["configuration", "draft", "executed"]


def rated(
    rule: Rule,
    stated: SeverityWord | None = None,
    *,
    profile: Profile,
    overrides: Mapping[str, Severity],
    suspected: bool = False,
) -> tuple[Severity, Easing | None] | None:
    """Return the severity of a fault, and what made it milder; None leaves it out of a draft.

    A team's setting for the code overrides everything; a suspected pair is rated one step milder
    than a declared one, before the profile is applied.
    """
    own = Severity(stated or rule.severity)
    if suspected:
        own = own.lowered()
    usual = _in_profile(rule, own, profile)
    chosen = overrides.get(rule.code)
    if chosen is not None:
        return chosen, "configuration" if usual is not None and _milder(chosen, usual) else None
    if usual is None:
        return None
    return usual, "draft" if _milder(usual, own) else None


def _in_profile(rule: Rule, severity: Severity, profile: Profile) -> Severity | None:
    if profile == "draft":
        if rule.draft == "off" and severity is Severity.INFO:
            return None
        if rule.draft == "warning" and severity is Severity.ERROR:
            return Severity.WARNING
    if profile == "submit" and rule.submit == "raised":
        return severity.raised()
    return severity


def _milder(one: Severity, other: Severity) -> bool:
    return one.rank < other.rank


def order(finding: Finding) -> tuple[int, int, str]:
    """Return the sort key of a report: by observation, worst first, by code.

    Not by line: equal findings keep the order in which they were found.
    """
    observation = finding.observation
    return (
        -1 if observation is None else observation,
        -finding.severity.rank,
        finding.code,
    )


def verdict(findings: Iterable[Finding], scope: Scope) -> Verdict:
    """Return the worst of the findings that count; "pass" only if something was judged."""
    counting = {finding.severity for finding in findings if finding.counts}
    if Severity.ERROR in counting:
        return "fail"
    if Severity.WARNING in counting:
        return "warn"
    return "pass" if scope.observations else "not-applicable"


def with_findings(report: ProposalReport, findings: Iterable[Finding]) -> ProposalReport:
    """Return a report with other findings, in order, and their verdict."""
    findings = tuple(sorted(findings, key=order))
    return replace(report, findings=findings, verdict=verdict(findings, report.scope))
