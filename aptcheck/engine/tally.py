"""The coverage ledger: how every rule ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from aptcheck.results import Coverage, Outcome

__all__ = ["Tally"]


class Tally:
    """Collects what one rule said about each subject and summarizes it.

    The order is finding, not-checked, passed, not-applicable: one unchecked subject makes the rule
    not-checked unless there is a finding; then the count is in the reason.
    """

    def __init__(self) -> None:
        self.findings = 0
        self.passed = 0
        self.not_checked: Counter[str] = Counter()
        self.not_applicable: list[str] = []

    def outcome(self, code: str, nothing: str) -> Coverage:
        """Return the ledger line; ``nothing`` is the reason when there was no subject at all."""
        if self.findings:
            reason = f"also {self._unchecked()}" if self.not_checked else None
            return Coverage(code=code, outcome=Outcome.FINDING, reason=reason)
        if self.not_checked:
            return Coverage(code=code, outcome=Outcome.NOT_CHECKED, reason=self._unchecked())
        if self.passed:
            return Coverage(code=code, outcome=Outcome.PASSED)
        reason = "; ".join(_distinct(self.not_applicable)) or nothing
        return Coverage(code=code, outcome=Outcome.NOT_APPLICABLE, reason=reason)

    def _unchecked(self) -> str:
        count = self.not_checked.total()
        reasons = "; ".join(_distinct(self.not_checked))
        return f"{count} not checked: {reasons}"


def _distinct(reasons: Iterable[str]) -> Iterator[str]:
    yield from list(dict.fromkeys(reasons))[:5]
