"""Judge the configurations of a run after all proposals that they govern."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from aptcheck.engine.account import Account
from aptcheck.engine.stale_suppressions import judge_suppressions
from aptcheck.engine.unread_configurations import judge_unread_files
from aptcheck.engine.unused_intents import judge_intents
from aptcheck.rules.structure.expired_suppression import expired_suppression
from aptcheck.rules.structure.unread_configuration import unread_configuration
from aptcheck.rules.structure.unused_intent import unused_intent
from aptcheck.rules.structure.unused_suppression import unused_suppression

if TYPE_CHECKING:
    from aptcheck.config import Profile
    from aptcheck.engine.configurations import Governed
    from aptcheck.results import ProposalReport

__all__ = ["ConfigurationFaults"]

_NOTHING = {
    unused_suppression.code: "no suppression concerns this proposal",
    expired_suppression.code: "no suppression concerns this proposal",
    unused_intent.code: "no intent is set",
    unread_configuration.code: "no file has a name close to aptcheck.toml",
}


class ConfigurationFaults:
    """Adds to each report of a run the faults of the configuration that governs it.

    Of a report only what this needs is kept until all have been added.
    """

    def __init__(self, *, profile: Profile | None, today: date) -> None:
        self._profile = profile
        self._today = today
        self._accounts: list[Account] = []

    def add(self, report: ProposalReport, governed: Governed) -> None:
        """Take the next report."""
        self._accounts.append(self._account(_in_brief(report, governed), governed))

    def judged(self, reports: Iterable[ProposalReport]) -> Iterator[ProposalReport]:
        """Judge the configurations, then yield the reports, given again, with their faults."""
        together: dict[Path | None, list[Account]] = {}
        for account in self._accounts:
            together.setdefault(account.governed.file, []).append(account)
        for group in together.values():
            judge_suppressions(group, self._today)
            judge_intents(group)
        judge_unread_files(self._accounts)
        for account, report in zip(self._accounts, reports, strict=True):
            yield account.settled(report, _NOTHING)

    def without(self, report: ProposalReport, governed: Governed) -> ProposalReport:
        """Return the report of a proposal whose configuration says nothing about proposals."""
        return self._account(report, governed).settled(report, _NOTHING)

    def _account(self, report: ProposalReport, governed: Governed) -> Account:
        return Account(report, governed, self._profile or governed.settings.profile)


def _in_brief(report: ProposalReport, governed: Governed) -> ProposalReport:
    """Return what of a report the judges of a configuration look at."""
    suppressible = {entry.code for entry in governed.settings.suppress}
    codes = suppressible | _NOTHING.keys()
    return replace(
        report,
        backgrounds=(),
        fields=(),
        findings=tuple(f for f in report.findings if f.code in suppressible),
        coverage=tuple(line for line in report.coverage if line.code in codes),
    )
