"""Find suppressions in a configuration that hide nothing or have expired.

An entry is judged over all proposals of a run that its configuration governs, and reported once,
with the first of them that it is meant for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from aptcheck.engine.account import Account, report_once
from aptcheck.engine.suppressions import concerns, ended, matches
from aptcheck.results import Outcome
from aptcheck.rules.registry import find_rule
from aptcheck.rules.stale_entry import StaleEntry
from aptcheck.rules.structure.expired_suppression import expired_suppression
from aptcheck.rules.structure.unused_suppression import unused_suppression

if TYPE_CHECKING:
    from aptcheck.config import SuppressionSetting
    from aptcheck.rules.rule import Rule

__all__ = ["judge_suppressions"]


def judge_suppressions(group: Sequence[Account], today: date) -> None:
    """Judge the suppressions of a configuration over the proposals of a run that it governs."""
    for number, entry in enumerate(group[0].governed.settings.suppress, 1):
        meant = [a for a in group if concerns(entry, a.report.path, a.governed.file)]
        _judge(number, entry, meant, today)


def _judge(number: int, entry: SuppressionSetting, meant: list[Account], today: date) -> None:
    over = [(a, end) for a in meant if (end := ended(entry, a.report.cycle, today)) is not None]
    if over:
        _tell(expired_suppression, [a for a, _ in over], number, entry, over[0][1])
    expired = [id(account) for account, _ in over]
    live = [account for account in meant if id(account) not in expired]
    for account in live:
        account.tallies[expired_suppression.code].passed += entry.until is not None
    if any(matches(entry, finding) for account in live for finding in account.report.findings):
        for account in live:
            account.tallies[unused_suppression.code].passed += 1
        return
    open_ = [reason for account in live for reason in _unjudged(entry, account)]
    if open_:
        for account in live:
            account.tallies[unused_suppression.code].not_checked(open_[0])
    elif live:
        _tell(unused_suppression, live, number, entry)


def _tell(
    rule: Rule,
    accounts: list[Account],
    number: int,
    entry: SuppressionSetting,
    ending: str | None = None,
) -> None:
    described = _described(entry)
    stale = {
        id(account): StaleEntry(
            file=account.seen(account.governed.file),
            number=number,
            described=described,
            ended=ending,
        )
        for account in accounts
    }
    report_once(rule, accounts, stale)


def _unjudged(entry: SuppressionSetting, account: Account) -> Iterator[str]:
    """Yield why it is unknown whether an entry would have matched, if it is."""
    rule = find_rule(entry.code)
    line = account.line(entry.code)
    if line.outcome is Outcome.NOT_CHECKED or (line.outcome is Outcome.FINDING and line.reason):
        yield f"{entry.code} was not checked everywhere"
    elif rule is not None and rule.draft == "off" and account.profile == "draft":
        yield f"{entry.code} may be left out of a draft"


def _described(entry: SuppressionSetting) -> str:
    narrowed = {"observation": entry.observation, "target": entry.target, "in": entry.proposal}
    parts = (f"{name} {value}" for name, value in narrowed.items() if value is not None)
    return ", ".join((entry.code, *parts))
