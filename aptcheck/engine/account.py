"""What is known about one proposal when a run is judged: the effect of its configuration.

Findings on a configuration belong to all proposals that it governs; one proposal reports them.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from aptcheck.engine.findings import stated, unique
from aptcheck.engine.paths import folder_of
from aptcheck.engine.severity import rated, with_findings
from aptcheck.engine.tally import Tally
from aptcheck.results import Coverage, Outcome, ProposalReport

if TYPE_CHECKING:
    from aptcheck.config import Profile
    from aptcheck.engine.configurations import Governed
    from aptcheck.finding import Finding
    from aptcheck.rules.rule import Rule

__all__ = ["Account", "report_once"]

_ELSEWHERE = "reported with another proposal that the same configuration governs"


@dataclass(slots=True, eq=False)
class Account:
    """The report of one proposal, what governs it, and the findings on that; tallies by code.

    The report may be in brief: what the judges of a configuration look at.
    """

    report: ProposalReport
    governed: Governed
    profile: Profile
    findings: list[Finding] = field(default_factory=list)
    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    lowered: list[str] = field(default_factory=list)

    def line(self, code: str) -> Coverage:
        """Return how a rule ended."""
        none = Coverage(code=code, outcome=Outcome.NOT_CHECKED)
        return next((line for line in self.report.coverage if line.code == code), none)

    def listens(self, code: str) -> bool:
        """Whether the rule is selected here and the proposal could be read."""
        return self.line(code).outcome is not Outcome.NOT_CHECKED

    def seen(self, file: Path | None) -> str:
        """Return a configuration's path relative to the proposal, the same on every machine."""
        if file is None:
            return "the configuration"
        folder = folder_of(self.report.path)
        try:
            # Not fully resolved: a broken link has a place too.
            own = Path(os.path.realpath(file.parent), file.name)
            return Path(os.path.relpath(own, folder.resolve())).as_posix()
        except ValueError:
            return file.name

    def settled(self, report: ProposalReport, nothing: Mapping[str, str]) -> ProposalReport:
        """Return its whole report with the findings; ``nothing`` says by code what is missing."""
        own = {
            code: self.tallies[code].outcome(code, why)
            for code, why in nothing.items()
            if self.listens(code)
        }
        coverage = tuple([own.get(line.code, line) for line in report.coverage])
        lowered = dict.fromkeys((*report.scope.lowered, *self.lowered))
        scope = replace(report.scope, lowered=tuple(lowered))
        report = replace(report, coverage=coverage, scope=scope)
        if not self.findings:
            return report
        return with_findings(report, (*report.findings, *unique(self.findings)))


def report_once(rule: Rule, accounts: Sequence[Account], subjects: Mapping[int, object]) -> None:
    """Add a finding to the first proposal that can report it, and refer the others to it.

    ``subjects`` holds the subject of the rule as seen from each account, by the account's id.
    """
    teller = next((account for account in accounts if account.listens(rule.code)), None)
    for account in accounts:
        tally = account.tallies[rule.code]
        if account is not teller:
            tally.not_applicable.append(_ELSEWHERE)
            continue
        tally.findings += 1
        overrides = account.governed.settings.severity
        severity, eased_by = rated(rule, profile=account.profile, overrides=overrides) or (
            None,
            None,
        )
        if eased_by == "configuration":
            account.lowered.append(rule.code)
        program = account.report.program
        account.findings.append(stated(rule, subjects[id(account)], program, severity))
