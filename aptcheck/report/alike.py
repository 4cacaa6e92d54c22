"""Findings that say the same about several observations, put together.

Two findings of a rule are alike where their messages differ only in the observations and targets
they name; findings whose fixes are alike are fixed in the same way, whatever their messages say.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from aptcheck.finding import Finding
from aptcheck.report.clipped import SENTENCE_END

__all__ = ["Entry", "alike", "entries", "messages"]

_OBSERVATIONS = re.compile(r"\bobservations? \d+(?:(?:, | and )\d+)*", re.IGNORECASE)
#: A shorter name may be part of any sentence.
_SHORTEST_NAME = 3


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """Findings of one rule with one fix, in groups that have one message."""

    groups: tuple[tuple[Finding, ...], ...]

    @property
    def first(self) -> Finding:
        """The finding that stands for all."""
        return self.groups[0][0]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All of them, group by group."""
        return tuple(finding for group in self.groups for finding in group)

    @property
    def has_one_fix(self) -> bool:
        """Whether the fix is the same, word by word."""
        return len({finding.fix for finding in self.findings}) == 1


def entries(findings: Iterable[Finding]) -> tuple[Entry, ...]:
    """Put findings of a rule with the same fix together, in the order of the first of each."""
    by_fix: dict[Hashable, list[Finding]] = defaultdict(list)
    for one in findings:
        by_fix[one.code, one.name, one.severity, one.fixable, _unnamed(one.fix, one)].append(one)
    return tuple(Entry(alike(group)) for group in by_fix.values())


def alike(findings: Iterable[Finding]) -> tuple[tuple[Finding, ...], ...]:
    """Put findings of a rule with the same message and the same evidence together."""
    by_message: dict[Hashable, list[Finding]] = defaultdict(list)
    for one in findings:
        by_message[one.code, one.severity, _unnamed(one.message, one), one.evidence].append(one)
    return tuple(map(tuple, by_message.values()))


def messages(groups: Iterable[Sequence[Finding]]) -> Iterator[str]:
    """Yield the message of each group, without the sentences that an earlier one ends with."""
    said: set[str] = set()
    for first, *_ in groups:
        sentence, *others = SENTENCE_END.split(first.message)
        yield " ".join((sentence, *(one for one in others if one not in said)))
        said.update(others)


def _unnamed(text: str, finding: Finding) -> str:
    """Return a text without the observations and the targets it names."""
    for _, target in finding.places:
        if target is not None and len(target) >= _SHORTEST_NAME and not target.isdecimal():
            text = text.replace(target, "TARGET")
    return _OBSERVATIONS.sub("observation", text)
