"""Turns a fault into a finding, with a fingerprint that survives edits elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from aptcheck.edit import Kind, Remedy, Unwritten
from aptcheck.finding import Finding, Fixable, FixOption, Location, Severity
from aptcheck.rules.verdict import Fault

if TYPE_CHECKING:
    from aptcheck.rules.rule import Rule

__all__ = ["finding_of", "stated", "unique"]

_OPTIONS: Final[dict[Kind, FixOption]] = {"unsafe": "--unsafe-fixes", "move": "--suggest"}


def finding_of(
    rule: Rule,
    fault: Fault,
    *,
    program: str | None,
    severity: Severity,
    location: Location,
    message: str | None = None,
    observation: int | None = None,
    related: tuple[int, ...] = (),
    target: str | None = None,
) -> Finding:
    """Return a fault as a finding; ``message`` replaces its own."""
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=severity,
        message=message or fault.message,
        observation=observation,
        related_observations=related,
        target=target,
        location=location,
        evidence=fault.evidence,
        angles=fault.angles.v3 if fault.angles is not None else None,
        aperture_angles=fault.angles.aperture if fault.angles is not None else None,
        source=fault.source,
        fix=fault.fix,
        fixable=_fixable(fault),
        fix_options=_options(fault.remedy),
        table=fault.table,
        fingerprint=_fingerprint(rule.code, program, observation, related, target, fault.subject),
    )


def _fixable(fault: Fault) -> Fixable | None:
    """Return how a fault can be fixed: a move to another position is never safe."""
    if not isinstance(fault.remedy, Remedy):
        return None
    return "safe" if fault.remedy.kind == "safe" else "unsafe"


def _options(remedy: Remedy | Unwritten | None) -> tuple[FixOption, ...]:
    """Return the options that make `aptcheck fix` use a remedy, or what it has instead."""
    if not isinstance(remedy, Remedy) or remedy.kind == "safe":
        return ()
    return (_OPTIONS[remedy.kind], *_options(remedy.instead))


def stated(
    rule: Rule,
    subject: object,
    program: str | None = None,
    severity: Severity | None = None,
    location: Location | None = None,
) -> Finding:
    """Return what a rule says about a subject that the engine itself finds.

    It belongs to no observation.

    Raises
    ------
    TypeError
        The rule has nothing to say about it.
    """
    fault = next(iter(rule.check(subject, None)), None)
    if not isinstance(fault, Fault):
        raise TypeError(f"{rule.code} says nothing about {subject!r}")
    return finding_of(
        rule,
        fault,
        program=program,
        severity=severity or rule.severity,
        location=location or Location(),
    )


def unique(findings: Iterable[Finding]) -> list[Finding]:
    """Give each finding a unique fingerprint: those that share one are numbered in order."""
    seen: dict[str, int] = {}
    result = []
    for finding in findings:
        count = seen[finding.fingerprint] = seen.get(finding.fingerprint, 0) + 1
        if count == 1:
            result.append(finding)
        else:
            result.append(replace(finding, fingerprint=f"{finding.fingerprint}-{count}"))
    return result


def _fingerprint(
    code: str,
    program: str | None,
    observation: int | None,
    related: Iterable[int],
    target: str | None,
    subject: str,
) -> str:
    """Hash what a finding is about, but not its line, its message or a measured number."""
    parts = (code, program, observation, sorted(related), target, subject)
    return sha256(repr(parts).encode()).hexdigest()[:32]
