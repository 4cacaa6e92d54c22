"""A name for a finding that survives edits elsewhere in the proposal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aptcheck.finding import Finding

__all__ = ["fingerprint", "unique"]


def fingerprint(
    code: str,
    program: str | None,
    observation: int | None,
    related: Iterable[int],
    target: str | None,
    subject: str,
) -> str:
    """Hash what a finding is about: never its line, its message or a measured number."""
    parts = (code, program, observation, sorted(related), target, subject)
    return sha256(repr(parts).encode()).hexdigest()[:32]


def unique(findings: Iterable[Finding]) -> list[Finding]:
    """Give each finding its own fingerprint: those that share one are numbered, in order."""
    seen: dict[str, int] = {}
    result = []
    for finding in findings:
        count = seen[finding.fingerprint] = seen.get(finding.fingerprint, 0) + 1
        if count == 1:
            result.append(finding)
        else:
            result.append(replace(finding, fingerprint=f"{finding.fingerprint}-{count}"))
    return result
