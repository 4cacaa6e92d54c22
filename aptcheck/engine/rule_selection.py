"""Which rules run: code prefixes, as on the command line."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from aptcheck.errors import UsageError
from aptcheck.rules.retired import RENAMED, find_retired
from aptcheck.wording import excerpt

if TYPE_CHECKING:
    from aptcheck.rules.rule import Rule

__all__ = ["selected", "validate_prefixes"]

ALL = "ALL"


def validate_prefixes(prefixes: Iterable[str], rules: Iterable[Rule], origin: str) -> None:
    """Raise a UsageError for a prefix that no rule begins with, or whose rule is retired."""
    known = list(rules)
    for prefix in prefixes:
        if prefix.upper() != ALL and not any(_matches(rule, prefix) for rule in known):
            if gone := find_retired(prefix):
                raise UsageError(f"{origin}: {gone.reason}.")
            families = ", ".join(sorted({rule.code[:3] for rule in known}))
            raise UsageError(
                f"{origin}: no rule code begins with {excerpt(prefix)!r}; "
                f"the families are {families} (`aptcheck rules` lists them)."
            )


@lru_cache(maxsize=1024)
def selected(rule: Rule, select: tuple[str, ...], ignore: tuple[str, ...]) -> bool:
    """Whether a rule runs: the longest matching prefix decides; some rules always run."""
    if not rule.silenced_by:
        return True
    chosen = max((_weight(rule, prefix) for prefix in select), default=0)
    dropped = max((_weight(rule, prefix) for prefix in ignore), default=-1)
    return chosen >= 0 and chosen > dropped


def _weight(rule: Rule, prefix: str) -> int:
    if prefix.upper() == ALL:
        return 0
    return len(prefix) if _matches(rule, prefix) else -1


def _matches(rule: Rule, prefix: str) -> bool:
    word = prefix.lower()
    named = word == rule.name or RENAMED.get(word) == rule.code
    return bool(prefix) and (named or rule.code.startswith(prefix.upper()))
