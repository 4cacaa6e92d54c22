"""The coverage ledger: how every rule ended."""

from __future__ import annotations

from collections.abc import Iterable

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
        self.not_applicable: list[str] = []
        self._unchecked: dict[str, int] = {}

    def not_checked(self, reason: str, times: int = 1) -> None:
        """Count subjects that could not be judged."""
        self._unchecked[reason] = self._unchecked.get(reason, 0) + times

    def outcome(self, code: str, nothing: str) -> Coverage:
        """Return the ledger line; ``nothing`` is the reason when there was no subject at all."""
        if self.findings:
            reason = f"also {self._left()}" if self._unchecked else None
            return Coverage(code=code, outcome=Outcome.FINDING, reason=reason)
        if self._unchecked:
            return Coverage(code=code, outcome=Outcome.NOT_CHECKED, reason=self._left())
        if self.passed:
            return Coverage(code=code, outcome=Outcome.PASSED)
        reason = _distinct(self.not_applicable) or nothing
        return Coverage(code=code, outcome=Outcome.NOT_APPLICABLE, reason=reason)

    def _left(self) -> str:
        return f"{sum(self._unchecked.values())} not checked: {_distinct(self._unchecked)}"


def _distinct(reasons: Iterable[str]) -> str:
    return "; ".join(list(dict.fromkeys(reasons))[:5])
