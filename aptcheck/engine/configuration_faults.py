"""Judge the configurations of a run after all proposals that they govern."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from aptcheck.engine.account import Account
from aptcheck.engine.stale_suppressions import judge_suppressions
from aptcheck.engine.unread_configurations import judge_unread_file
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

    A configuration is judged as soon as all proposals that it governs have been added. Until then
    only what that needs of their reports is kept.

    Parameters
    ----------
    governed : sequence of Governed
        What governs each proposal of the run.
    profile : Profile or None
        How strict to be; None leaves it to the configuration.
    today : date
    """

    def __init__(
        self, governed: Sequence[Governed], *, profile: Profile | None, today: date
    ) -> None:
        self._governed = governed
        self._profile = profile
        self._today = today
        self._accounts: dict[int, Account] = {}
        self._due = array("Q", range(len(governed)))
        self._groups: dict[int, list[list[int]]] = {}
        self._unread: dict[int, list[tuple[Path, list[int]]]] = {}
        together: dict[Path | None, list[int]] = {}
        unread: dict[Path, list[int]] = {}
        for number, one in enumerate(governed):
            if one.settings.suppress or one.settings.intents:
                together.setdefault(one.file, []).append(number)
            for file in one.unread:
                unread.setdefault(file, []).append(number)
        for numbers in together.values():
            self._groups.setdefault(numbers[-1], []).append(numbers)
        for file, numbers in unread.items():
            self._unread.setdefault(numbers[-1], []).append((file, numbers))
        for numbers in (*together.values(), *unread.values()):
            for number in numbers:
                self._due[number] = max(self._due[number], numbers[-1])

    def due(self, number: int) -> int:
        """Return the number of the report with which this one becomes final."""
        return self._due[number]

    def add(self, number: int, report: ProposalReport) -> None:
        """Take the next report, and judge the configurations that govern no later one."""
        governed = self._governed[number]
        profile = self._profile or governed.settings.profile
        self._accounts[number] = Account(_in_brief(report, governed), governed, profile)
        for numbers in self._groups.pop(number, ()):
            group = [self._accounts[one] for one in numbers]
            judge_suppressions(group, self._today)
            judge_intents(group)
        for file, numbers in self._unread.pop(number, ()):
            judge_unread_file(file, [self._accounts[one] for one in numbers])

    def settled(self, number: int, report: ProposalReport) -> ProposalReport:
        """Return a report, given again once it is due, with the faults of its configuration."""
        return self._accounts.pop(number).settled(report, _NOTHING)


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
