"""The address of a rule's page."""

from __future__ import annotations

from aptcheck.project_urls import repository_url
from aptcheck.rules.registry import find_rule

__all__ = ["rule_address"]


def rule_address(code: str) -> str | None:
    """Return the page of a rule of aptcheck; None for a rule of another package."""
    rule, home = find_rule(code), repository_url()
    if home is None or rule is None or not rule.check.__module__.startswith("aptcheck.rules."):
        return None
    return f"{home}/blob/HEAD/docs/rules/{rule.code}.md"
