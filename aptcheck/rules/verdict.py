"""What a rule can say of a subject: a fault, not applicable, not checked; nothing is a pass."""

from __future__ import annotations

from dataclasses import dataclass

from aptcheck.finding import Angles, Evidence, Severity, SourceReference
from aptcheck.model import Node

__all__ = ["Fault", "NotApplicable", "NotChecked", "Verdict"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """A fault as the rule sees it; the engine adds code, severity and fingerprint.

    ``at`` is the part of the proposal to open. ``severity`` overrides the rule's own. ``subject``
    tells two faults of one rule on one observation apart, and stays the same when numbers in the
    message change: it goes into the fingerprint.
    """

    message: str
    fix: str
    at: Node | None = None
    observation: int | None = None
    related: tuple[int, ...] = ()
    target: str | None = None
    evidence: Evidence | None = None
    severity: Severity | None = None
    angles: Angles | None = None
    source: SourceReference | None = None
    subject: str = ""


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """The rule has nothing to say about this subject, and why."""

    reason: str


@dataclass(frozen=True, slots=True)
class NotChecked:
    """The rule could not judge this subject, and why. Never the same as a pass."""

    reason: str


Verdict = Fault | NotApplicable | NotChecked
