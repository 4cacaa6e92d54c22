"""What a field must be turned away from: the angles that the findings say to avoid."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from aptcheck.finding import Finding, Severity
from aptcheck.report.visible import one_line
from aptcheck.results import ProposalReport, SkyField
from aptcheck.sky.angles import AngleSet

__all__ = ["Obstacle", "Prospect", "prospect"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Obstacle:
    """What stands in the field at some V3PA, as one finding tells it."""

    label: str
    code: str
    angles: AngleSet


@dataclass(frozen=True, kw_only=True)
class Prospect:
    """The V3PA of one field: what is allowed, what stands in the way, what is left.

    ``checked`` is False where no catalogue vouches for what is left.
    """

    allowed: AngleSet
    obstacles: tuple[Obstacle, ...]
    checked: bool

    @property
    def avoid(self) -> AngleSet:
        """The allowed angles at which anything stands in the way."""
        return self.allowed.intersection(_union(o.angles for o in self.obstacles))

    @property
    def left(self) -> AngleSet:
        """The allowed angles at which nothing known does."""
        return self.allowed.difference(self.avoid)

    @property
    def best(self) -> float:
        """The middle of the widest arc that is left, else of what is allowed, to 0.1 degree."""
        arcs = self.left.arcs or self.allowed.arcs or ((0.0, 0.0),)
        low, high = max(arcs, key=lambda arc: arc[1] - arc[0])
        return round((low + high) / 2.0, 1) % 360.0


def prospect(proposal: ProposalReport, field: SkyField) -> Prospect:
    """Return the angles of a field; suppressed findings, baselined ones and advice do not count."""
    found = [
        Obstacle(label=_label(finding), code=finding.code, angles=AngleSet.of(finding.angles.avoid))
        for finding in proposal.findings
        if finding.counts
        and finding.severity is not Severity.INFO
        and finding.observation == field.observation
        and finding.angles is not None
        and finding.angles.avoid
    ]
    return Prospect(
        allowed=AngleSet.of(field.allowed),
        obstacles=tuple(found),
        checked=field.unchecked is None,
    )


def _label(finding: Finding) -> str:
    if finding.source is not None:
        return one_line(finding.source.designation)
    return finding.name.replace("-", " ")


def _union(sets: Iterable[AngleSet]) -> AngleSet:
    found = AngleSet.empty()
    for angles in sets:
        found = found.union(angles)
    return found
