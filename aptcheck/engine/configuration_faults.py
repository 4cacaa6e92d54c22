"""Judge the configurations of a run after all proposals that they govern."""

from __future__ import annotations

from collections.abc import Sequence
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

__all__ = ["with_configuration_faults"]

_NOTHING = {
    unused_suppression.code: "no suppression concerns this proposal",
    expired_suppression.code: "no suppression concerns this proposal",
    unused_intent.code: "no intent is set",
    unread_configuration.code: "no file has a name close to aptcheck.toml",
}


def with_configuration_faults(
    reports: Sequence[ProposalReport],
    governed: Sequence[Governed],
    *,
    profile: Profile | None,
    today: date,
) -> tuple[ProposalReport, ...]:
    """Return the reports of a run, each with the faults of the configuration that governs it."""
    accounts = [
        Account(report, by, profile or by.settings.profile)
        for report, by in zip(reports, governed, strict=True)
    ]
    together: dict[Path | None, list[Account]] = {}
    for account in accounts:
        together.setdefault(account.governed.file, []).append(account)
    for group in together.values():
        judge_suppressions(group, today)
        judge_intents(group)
    judge_unread_files(accounts)
    return tuple(account.settled(_NOTHING) for account in accounts)
