"""Tell which suppressions of a configuration hide nothing, and which have ended.

An entry is judged over all proposals of a run that its configuration governs, and told once, with
the first of them that it is meant for.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from aptcheck.engine.findings import stated, unique
from aptcheck.engine.paths import STDIN
from aptcheck.engine.severity import weigh, with_findings
from aptcheck.engine.suppressions import concerns, ended, matches
from aptcheck.engine.tally import Tally
from aptcheck.results import Coverage, Outcome, ProposalReport
from aptcheck.rules.registry import find_rule
from aptcheck.rules.stale_entry import StaleEntry
from aptcheck.rules.structure.expired_suppression import expired_suppression
from aptcheck.rules.structure.unused_suppression import unused_suppression

if TYPE_CHECKING:
    from aptcheck.config import Profile, SuppressionSetting
    from aptcheck.engine.configurations import Governed
    from aptcheck.finding import Finding
    from aptcheck.rules.rule import Rule

__all__ = ["with_stale_suppressions"]

_NONE = "no suppression concerns this proposal"
_ELSEWHERE = "told with another proposal that the same configuration governs"


@dataclass(slots=True, eq=False)
class _Account:
    """What is known of the entries that concern one proposal."""

    report: ProposalReport
    governed: Governed
    profile: Profile
    findings: list[Finding] = field(default_factory=list)
    unused: Tally = field(default_factory=Tally)
    expired: Tally = field(default_factory=Tally)

    @property
    def tallies(self) -> dict[str, Tally]:
        """Both by code."""
        return {unused_suppression.code: self.unused, expired_suppression.code: self.expired}

    def listens(self, code: str) -> bool:
        """Whether the rule is selected here, on a proposal that could be read."""
        return _line(self.report, code).outcome is not Outcome.NOT_CHECKED

    def settled(self) -> ProposalReport:
        """Return the report with what was found and a ledger that says so."""
        coverage = tuple(
            self.tallies[line.code].outcome(line.code, _NONE)
            if line.code in self.tallies and self.listens(line.code)
            else line
            for line in self.report.coverage
        )
        report = replace(self.report, coverage=coverage)
        if not self.findings:
            return report
        return with_findings(report, (*report.findings, *unique(self.findings)))


def with_stale_suppressions(
    reports: Sequence[ProposalReport],
    governed: Sequence[Governed],
    *,
    profile: Profile | None,
    today: date,
) -> tuple[ProposalReport, ...]:
    """Return the reports of a run with stale suppressions told; ``governed`` is one for each."""
    accounts = [
        _Account(report, by, profile or by.settings.profile)
        for report, by in zip(reports, governed, strict=True)
    ]
    together: dict[Path | None, list[_Account]] = {}
    for account in accounts:
        together.setdefault(account.governed.file, []).append(account)
    for group in together.values():
        for number, entry in enumerate(group[0].governed.settings.suppress, 1):
            meant = [a for a in group if concerns(entry, a.report.path, a.governed.file)]
            _judge(number, entry, meant, today)
    return tuple(account.settled() for account in accounts)


def _judge(number: int, entry: SuppressionSetting, meant: list[_Account], today: date) -> None:
    over = [(a, end) for a in meant if (end := ended(entry, a.report.cycle, today)) is not None]
    if over:
        _tell(expired_suppression, [a for a, _ in over], number, entry, over[0][1])
    expired = [id(account) for account, _ in over]
    live = [account for account in meant if id(account) not in expired]
    for account in live:
        account.expired.passed += entry.until is not None
    if any(matches(entry, finding) for account in live for finding in account.report.findings):
        for account in live:
            account.unused.passed += 1
        return
    open_ = [reason for account in live for reason in _unjudged(entry, account)]
    if open_:
        for account in live:
            account.unused.not_checked.append(open_[0])
    elif live:
        _tell(unused_suppression, live, number, entry)


def _tell(
    rule: Rule,
    candidates: list[_Account],
    number: int,
    entry: SuppressionSetting,
    ending: str | None = None,
) -> None:
    """Add a finding to the first proposal that can hold it, and point the others there."""
    teller = next((account for account in candidates if account.listens(rule.code)), None)
    for account in candidates:
        tally = account.tallies[rule.code]
        if account is not teller:
            tally.not_applicable.append(_ELSEWHERE)
            continue
        tally.findings += 1
        stale = StaleEntry(
            file=_file(account), number=number, described=_described(entry), ended=ending
        )
        account.findings.append(_finding(rule, account, stale))


def _finding(rule: Rule, account: _Account, stale: StaleEntry) -> Finding:
    severity = weigh(
        rule,
        None,
        profile=account.profile,
        overrides=account.governed.settings.severity,
        suspected=False,
    )
    return stated(rule, stale, account.report.program, severity or rule.severity)


def _unjudged(entry: SuppressionSetting, account: _Account) -> Iterator[str]:
    """Yield why it cannot be told whether an entry would have matched, if it cannot."""
    rule = find_rule(entry.code)
    line = _line(account.report, entry.code)
    if line.outcome is Outcome.NOT_CHECKED or (line.outcome is Outcome.FINDING and line.reason):
        yield f"{entry.code} was not checked everywhere"
    elif rule is not None and rule.draft == "off" and account.profile == "draft":
        yield f"{entry.code} may be left out of a draft"


def _line(report: ProposalReport, code: str) -> Coverage:
    none = Coverage(code=code, outcome=Outcome.NOT_CHECKED)
    return next((line for line in report.coverage if line.code == code), none)


def _file(account: _Account) -> str:
    """Return the configuration's path as seen from the proposal, the same on every machine."""
    file, path = account.governed.file, account.report.path
    if file is None:
        return "the configuration"
    folder = Path() if path == STDIN else Path(path).parent
    try:
        return Path(os.path.relpath(file.resolve(), folder.resolve())).as_posix()
    except ValueError:
        return file.name


def _described(entry: SuppressionSetting) -> str:
    narrowed = {"observation": entry.observation, "target": entry.target, "in": entry.proposal}
    parts = (f"{name} {value}" for name, value in narrowed.items() if value is not None)
    return ", ".join((entry.code, *parts))
