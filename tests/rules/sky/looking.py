"""The pair checked against stars about its background."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from aptcheck.finding import Finding
from aptcheck.results import ProposalReport
from aptcheck.testing import FIELD, check, pair
from tests.skies import Star, allwise, offset_position

SKY = offset_position(FIELD, 0, 90)


def look(folder: Path, *stars: Star, **how: Any) -> ProposalReport:
    """Check the pair against stars; keywords are those of `check`."""
    return check(pair(), catalog=allwise(folder / "wise.csv", stars, SKY), **how)


def measured_and_limit(finding: Finding) -> tuple[float, float]:
    """Return what was measured and its limit, both numbers."""
    evidence = finding.evidence
    assert evidence is not None
    assert isinstance(evidence.measured, int | float)
    assert isinstance(evidence.limit, int | float)
    return evidence.measured, evidence.limit
