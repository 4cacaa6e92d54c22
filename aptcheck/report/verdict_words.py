"""The verdict in words; with a pass it says what was not checked and what was set aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from aptcheck.finding import Finding, Severity
from aptcheck.report.reservations import (
    clauses,
    deselection,
    has_reservations,
    not_checked,
    reservations,
)
from aptcheck.results import NOTHING_TO_JUDGE, ProposalReport, Verdict
from aptcheck.rules.registry import is_about, may_be_silenced, repair_of

if TYPE_CHECKING:
    from aptcheck.rules.rule import Repair

__all__ = [
    "STAMPS",
    "by_verdict",
    "is_judged",
    "named",
    "suppressed",
    "verdict_clauses",
    "verdict_rank",
    "verdict_sentence",
    "worst",
]

#: How each verdict is stamped on a report, the worst first.
STAMPS: dict[Verdict, str] = {
    "fail": "FAIL",
    "warn": "WARN",
    "pass": "PASS",
    "not-applicable": "NOTHING TO JUDGE",
}
#: What the errors of a failure cost, the worst first, by what can be done about them later.
_COSTS: dict[Repair | None, str] = {
    "never": "data or their background would be lost",
    "association": "the pipeline would leave the background out, and only an association file of "
    "your own could repair that, offline",
    None: "the observations would not do what they are meant to",
}
_SENTENCES: dict[Verdict, str] = {
    "fail": "do not submit yet",
    "warn": "the science may suffer: read the warnings before you submit",
    "pass": "nothing found that would cost you data",
    "not-applicable": NOTHING_TO_JUDGE,
}


def verdict_rank(proposal: ProposalReport) -> int:
    """Return 0 for a proposal that fails, and more the better its verdict."""
    return tuple(STAMPS).index(proposal.verdict)


def by_verdict(proposals: Iterable[ProposalReport]) -> dict[Verdict, int]:
    """Return how many proposals have each verdict that occurs, the worst first."""
    counted = Counter(proposal.verdict for proposal in proposals)
    return {verdict: counted[verdict] for verdict in STAMPS if counted[verdict]}


def worst(proposals: Iterable[ProposalReport]) -> Verdict:
    """Return the worst verdict; without a proposal, nothing to judge."""
    return next(iter(by_verdict(proposals)), "not-applicable")


def verdict_sentence(proposals: Sequence[ProposalReport]) -> str:
    """Return what the verdict on one proposal or several means, with every reservation."""
    return "; ".join(verdict_clauses(proposals))


def verdict_clauses(proposals: Sequence[ProposalReport]) -> tuple[str, ...]:
    """Return what the verdict means, then each reservation."""
    read = [proposal for proposal in proposals if is_judged(proposal)]
    verdict = worst(proposals)
    if verdict == "fail":
        return _failure(proposals), *reservations(read)
    if verdict != "pass" or not has_reservations(read):
        return _SENTENCES[verdict], *reservations(read)
    head = _without_faults(read)
    if chosen := deselection(read):
        head += f" from the selected rules ({' '.join(chosen)})"
    elif any(map(not_checked, read)):
        head += " in what was checked"
    return head, *clauses(read)


def suppressed(proposal: ProposalReport) -> Iterator[tuple[str, str]]:
    """Yield what each suppressed finding is, and the reason given for it."""
    for finding in proposal.findings:
        if finding.suppressed is not None:
            yield named(finding), finding.suppressed.reason


def named(finding: Finding) -> str:
    """Return severity, code, name and place of a finding, for a list without room for more."""
    number = finding.observation
    place = "proposal" if number is None else f"observation {number}"
    return f"{finding.severity.value} {finding.code} {finding.name}, {place}"


def _without_faults(read: Sequence[ProposalReport]) -> str:
    """Return how a pass begins: "nothing new" only where a baseline leaves nothing to show."""
    findings = [finding for proposal in read for finding in proposal.findings]
    if not any(finding.baselined for finding in findings):
        return "no error or warning"
    return "no new error or warning" if any(f.counts for f in findings) else "nothing new"


def _failure(proposals: Sequence[ProposalReport]) -> str:
    """Say what a failure means: a proposal that was not judged does not lose data."""
    failed = [proposal for proposal in proposals if proposal.verdict == "fail"]
    unreadable = sum(map(_is_unreadable, failed))
    crashed = sum(map(_is_crashed, failed))
    unreached = sum(not proposal.reached for proposal in failed)
    if unreadable + crashed + unreached < len(failed):
        return f"{_SENTENCES['fail']}: {_cost(failed)}"
    if len(proposals) == 1:
        if unreadable:
            return "the file could not be read, so nothing in it was checked"
        if unreached:
            return "not checked: the run was interrupted"
        return "aptcheck itself failed, so not everything was checked"
    parts = (
        f"{unreadable} of {len(proposals)} could not be read" if unreadable else "",
        f"aptcheck itself failed on {crashed} of {len(proposals)}" if crashed else "",
        f"{unreached} of {len(proposals)} not checked in an interrupted run" if unreached else "",
    )
    return ", ".join(filter(None, parts))


def _cost(failed: Iterable[ProposalReport]) -> str:
    errors = (f for p in failed for f in p.findings if f.counts and f.severity is Severity.ERROR)
    repairs = {repair_of(finding.code) for finding in errors if may_be_silenced(finding.code)}
    return next((cost for repair, cost in _COSTS.items() if repair in repairs), _COSTS[None])


def is_judged(proposal: ProposalReport) -> bool:
    """Whether anything was checked, so that there can be a reservation."""
    failed = proposal.verdict == "fail" and not proposal.scope.observations
    lost = failed and _is_crashed(proposal)
    return proposal.reached and not lost and not _is_unreadable(proposal)


def _is_unreadable(proposal: ProposalReport) -> bool:
    return any(is_about(finding.code, "file") for finding in proposal.findings)


def _is_crashed(proposal: ProposalReport) -> bool:
    """Whether all its errors are faults of aptcheck: those nothing silences, except the file's."""
    errors = [f for f in proposal.findings if f.counts and f.severity is Severity.ERROR]
    silent = not any(may_be_silenced(finding.code) for finding in errors)
    return silent and proposal.reached and not _is_unreadable(proposal)
