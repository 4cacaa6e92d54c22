"""What a check gives back: the report, its proposals, their pairs and the coverage ledger."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from aptcheck.finding import Finding, Severity

__all__ = ["Coverage", "ExposureAnswer", "Outcome", "Pair", "ProposalReport", "Report", "Summary"]


class Outcome(StrEnum):
    """How a rule ended on a proposal."""

    PASSED = "passed"
    FINDING = "finding"
    NOT_APPLICABLE = "not-applicable"
    NOT_CHECKED = "not-checked"


@dataclass(frozen=True, kw_only=True, slots=True)
class Coverage:
    """One line of the ledger: a rule, its outcome, and why where it is not plain."""

    code: str
    outcome: Outcome
    reason: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ExposureAnswer:
    """Science and background ramps of one grating setting on one MRS detector arm."""

    wavelength: str
    detector: str
    science_groups: tuple[int, ...]
    background_groups: tuple[int, ...]
    match: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """A science observation and one background observation of it."""

    science_observation: int
    background_observation: int
    declared: bool
    linked: bool
    non_interruptible: bool
    order: str | None
    separation_arcsec: float | None
    depth_ratio: float | None
    exposures: tuple[ExposureAnswer, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ProposalReport:
    """The verdict on one proposal file."""

    path: str
    program: str | None
    title: str | None
    apt_version: str | None
    schema_version: int | None
    cycle: int | None
    verdict: str
    backgrounds: tuple[Pair, ...]
    findings: tuple[Finding, ...]
    coverage: tuple[Coverage, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Summary:
    """Counts over all proposals; suppressed and baselined findings count in their own places."""

    proposals: int
    errors: int
    warnings: int
    infos: int
    suppressed: int
    baselined: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """Everything one run of ``check`` found."""

    proposals: tuple[ProposalReport, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings of all proposals, in order."""
        return tuple(finding for proposal in self.proposals for finding in proposal.findings)

    @property
    def summary(self) -> Summary:
        """Count the findings by severity, and apart those that do not weigh."""
        findings = self.findings
        weighing = [finding.severity for finding in findings if finding.counts]
        return Summary(
            proposals=len(self.proposals),
            errors=weighing.count(Severity.ERROR),
            warnings=weighing.count(Severity.WARNING),
            infos=weighing.count(Severity.INFO),
            suppressed=sum(finding.suppressed is not None for finding in findings),
            baselined=sum(finding.baselined and not finding.suppressed for finding in findings),
        )

    def reaches(self, threshold: Severity) -> bool:
        """Whether a finding that counts is at or above ``threshold``."""
        return any(f.counts and f.severity.rank >= threshold.rank for f in self.findings)
