"""How bad a fault is in the end: the rule, the suspicion, the profile, the team's own setting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from aptcheck.finding import Severity, SeverityWord

if TYPE_CHECKING:
    from aptcheck.config import Profile
    from aptcheck.rules.rule import Rule

__all__ = ["weigh"]


def weigh(
    rule: Rule,
    stated: SeverityWord | None,
    *,
    profile: Profile,
    overrides: Mapping[str, Severity],
    suspected: bool,
) -> Severity | None:
    """Return the severity of a fault; None leaves it out (an advice in a draft).

    A team's own setting for the code comes before everything; a suspected pair weighs one step
    less than a declared one, before the profile is applied.
    """
    if rule.code in overrides:
        return overrides[rule.code]
    severity = Severity(stated or rule.severity)
    if suspected:
        severity = severity.lowered()
    if profile == "draft":
        if rule.draft == "off" and severity is Severity.INFO:
            return None
        if rule.draft == "warning" and severity is Severity.ERROR:
            return Severity.WARNING
    if profile == "submit" and rule.submit == "raised":
        return severity.raised()
    return severity
