"""Findings on what the engine itself comes upon, in the words of the rule that is about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.engine.fingerprint import fingerprint
from aptcheck.finding import Finding, Location, Severity
from aptcheck.rules.verdict import Fault

if TYPE_CHECKING:
    from aptcheck.rules.rule import Rule

__all__ = ["stated"]


def stated(
    rule: Rule,
    subject: object,
    program: str | None = None,
    severity: Severity | None = None,
    location: Location | None = None,
) -> Finding:
    """Return what a rule says of a subject that belongs to no observation.

    Raises
    ------
    TypeError
        The rule has nothing to say of it.
    """
    fault = next(iter(rule.check(subject, None)), None)
    if not isinstance(fault, Fault):
        raise TypeError(f"{rule.code} says nothing of {subject!r}")
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=severity or rule.severity,
        message=fault.message,
        observation=None,
        related_observations=(),
        target=None,
        location=location or Location(),
        evidence=None,
        angles=None,
        source=None,
        fix=fault.fix,
        fingerprint=fingerprint(rule.code, program, None, (), None, fault.subject),
    )
