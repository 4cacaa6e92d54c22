"""What the rules on position angles have in common."""

from __future__ import annotations

from aptcheck.finding import Finding
from aptcheck.geometry.angles import AngleSet
from aptcheck.modes.mrs.apertures import primary_aperture
from aptcheck.schedule.aperture_pa import aperture_ranges
from tests.judging import faults


def faults_of(code: str, xml, **config) -> list[str]:
    """Return the findings of one rule."""
    return faults(xml, select=[code], **config)


def clean_ranges(finding: Finding, primary: str) -> tuple[tuple[float, float], ...]:
    """Return the Aperture PA Ranges that ask for the clean angles of a finding, at least one."""
    assert finding.angles is not None
    ranges = aperture_ranges(AngleSet.of(finding.angles.clean), primary_aperture(primary))
    assert ranges, finding.angles
    return ranges
