"""Find intents in a configuration that apply to no observation.

An intent is judged over all proposals of a run that its configuration governs, and reported once:
with the first in which something was probably meant, else with the first that has something to
name.
"""

from __future__ import annotations

from collections.abc import Sequence

from aptcheck.engine.account import Account, report_once
from aptcheck.results import IntentUse
from aptcheck.rules.idle_intent import IdleIntent
from aptcheck.rules.structure.unused_intent import unused_intent

__all__ = ["judge_intents"]


def judge_intents(group: Sequence[Account]) -> None:
    """Judge the intents of a configuration over the proposals of a run that it governs."""
    for name in group[0].governed.settings.intents:
        uses = [(account, _use(account, name)) for account in group]
        known = [(account, use) for account, use in uses if use is not None]
        tallies = [account.tallies[unused_intent.code] for account in group]
        if any(use.reason is None for _, use in known):
            for tally in tallies:
                tally.passed += 1
        elif len(known) < len(uses):
            for tally in tallies:
                tally.not_checked("a proposal that it may be meant for was not judged")
        else:
            known.sort(key=lambda pair: (not pair[1].near, pair[1].advice is None))
            idle = {id(account): _idle(account, use) for account, use in known}
            report_once(unused_intent, [account for account, _ in known], idle)


def _use(account: Account, name: str) -> IntentUse | None:
    return next((use for use in account.report.intents if use.name == name), None)


def _idle(account: Account, use: IntentUse) -> IdleIntent:
    return IdleIntent(
        file=account.seen(account.governed.file),
        name=use.name,
        key="strategy" if use.observations else "",
        reason=use.reason or "",
        advice=use.advice or "delete it",
    )
