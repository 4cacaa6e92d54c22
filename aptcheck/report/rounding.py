"""How a report writes position angles: to a millionth of a degree, and none without a width."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from aptcheck.finding import Angles, ApertureAngles, Finding
from aptcheck.geometry.angles import AngleSet
from aptcheck.results import ProposalReport, SkyField, SkyOverlap, SkySource, SkyStop

__all__ = ["written", "written_angles", "written_finding", "written_proposal"]

Intervals = tuple[tuple[float, float], ...]
_Angles = TypeVar("_Angles", Angles, ApertureAngles)


def written(intervals: Intervals) -> Intervals:
    """Return exact intervals, degrees, rounded for a reader; a single angle is 0.001 wide."""
    return tuple((low, high) for low, high in AngleSet.of(intervals).as_json())


def written_angles(angles: _Angles) -> _Angles:
    """Return the angles of a finding, of either frame, rounded."""
    return replace(
        angles,
        allowed=written(angles.allowed),
        avoid=written(angles.avoid),
        clean=written(angles.clean),
    )


def written_finding(finding: Finding) -> Finding:
    """Return a finding with its angles rounded."""
    angles, aperture = finding.angles, finding.aperture_angles
    return replace(
        finding,
        angles=written_angles(angles) if angles is not None else None,
        aperture_angles=written_angles(aperture) if aperture is not None else None,
    )


def written_proposal(proposal: ProposalReport) -> ProposalReport:
    """Return a proposal's part of a report with all its angles rounded."""
    return replace(
        proposal,
        findings=tuple(map(written_finding, proposal.findings)),
        fields=tuple(map(_field, proposal.fields)),
    )


def _field(field: SkyField) -> SkyField:
    return replace(
        field,
        allowed=written(field.allowed),
        sources=tuple(map(_source, field.sources)),
        overlaps=tuple(map(_overlap, field.overlaps)),
    )


def _source(source: SkySource) -> SkySource:
    return replace(source, angles=written(source.angles), stops=tuple(map(_stop, source.stops)))


def _overlap(overlap: SkyOverlap) -> SkyOverlap:
    return replace(
        overlap,
        in_field=written(overlap.in_field),
        fields=written(overlap.fields),
        stops=tuple(map(_stop, overlap.stops)),
    )


def _stop(stop: SkyStop) -> SkyStop:
    return replace(stop, angles=written(stop.angles))
