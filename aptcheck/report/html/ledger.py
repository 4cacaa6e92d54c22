"""The ledger of a proposal in a few lines: rules that ended alike for one reason share a line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aptcheck.results import Coverage, Outcome
from aptcheck.rules.registry import find_rule

__all__ = ["LedgerEntry", "LedgerPart", "LedgerRule", "ledger"]

_ORDER = (Outcome.FINDING, Outcome.NOT_CHECKED, Outcome.PASSED, Outcome.NOT_APPLICABLE)


@dataclass(frozen=True, kw_only=True, slots=True)
class LedgerRule:
    """A rule by code and name; the name is empty for one that is not known here."""

    code: str
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class LedgerEntry:
    """The rules that ended so for one reason."""

    reason: str
    rules: tuple[LedgerRule, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class LedgerPart:
    """One outcome, and how many rules had it."""

    outcome: Outcome
    number: int
    entries: tuple[LedgerEntry, ...]


def ledger(coverage: Sequence[Coverage]) -> tuple[LedgerPart, ...]:
    """Return the outcomes that occur."""
    parts = ((outcome, [c for c in coverage if c.outcome is outcome]) for outcome in _ORDER)
    return tuple(
        LedgerPart(outcome=outcome, number=len(lines), entries=tuple(_entries(lines)))
        for outcome, lines in parts
        if lines
    )


def _entries(lines: Iterable[Coverage]) -> Iterable[LedgerEntry]:
    together: dict[str, list[LedgerRule]] = {}
    for line in lines:
        rule = find_rule(line.code)
        name = rule.name if rule is not None else ""
        together.setdefault(line.reason or "", []).append(LedgerRule(code=line.code, name=name))
    return (LedgerEntry(reason=why, rules=tuple(rules)) for why, rules in together.items())
