"""What spoils a field at which V3PA: angles that findings say to avoid, and every threat."""

from __future__ import annotations

from dataclasses import dataclass

from aptcheck.finding import Finding
from aptcheck.geometry.angles import AngleSet
from aptcheck.report.visible import one_line
from aptcheck.results import ProposalReport, SkyField
from aptcheck.rules.registry import is_about

__all__ = ["Obstacle", "Prospect", "prospect"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Obstacle:
    """What spoils the field at some V3PA; ``code`` is the finding's, empty without one."""

    label: str
    code: str
    angles: AngleSet


@dataclass(frozen=True, kw_only=True)
class Prospect:
    """The V3PA of one field: what is allowed, what spoils it, what remains.

    ``checked`` is False where what remains was not checked; ``near`` are the findings on what
    is near the field.
    """

    allowed: AngleSet
    obstacles: tuple[Obstacle, ...]
    checked: bool
    near: tuple[str, ...] = ()

    @property
    def avoid(self) -> AngleSet:
        """The allowed angles at which anything spoils the field."""
        return self.allowed.intersection(AngleSet.any_of(o.angles for o in self.obstacles))

    @property
    def left(self) -> AngleSet:
        """The allowed angles at which nothing known spoils the field."""
        return self.allowed.difference(self.avoid)

    @property
    def share_left(self) -> float:
        """The fraction of the allowed angles that remains, 0 to 1; single angles count equally."""
        if self.allowed.total > 0:
            return self.left.total / self.allowed.total
        return len(self.left.intervals) / max(1, len(self.allowed.intervals))

    @property
    def best(self) -> float:
        """The middle of the widest remaining arc, else of the widest allowed one, to 0.1 degree."""
        arcs = self.left.arcs or self.allowed.arcs or ((0.0, 0.0),)
        low, high = max(arcs, key=lambda arc: arc[1] - arc[0])
        return round((low + high) / 2.0, 1) % 360.0


def prospect(proposal: ProposalReport, field: SkyField) -> Prospect:
    """Return the angles of a field.

    A picture shows the sky, not the verdict: it has what a finding says to avoid whatever its
    severity, suppressed or not, and a source that threatens the field without a finding.
    """
    own = [finding for finding in proposal.findings if finding.observation == field.observation]
    found = [
        Obstacle(label=_label(finding), code=finding.code, angles=angles)
        for finding in own
        if not is_about(finding.code, "surroundings") and not (angles := _angles(finding)).is_empty
    ]
    threats = [
        Obstacle(label=one_line(source.designation), code="", angles=AngleSet.of(source.angles))
        for source in field.sources
        if source.angles
    ]
    unasked = any(is_about(line.code, "field") and line.did_not_run for line in proposal.coverage)
    return Prospect(
        allowed=AngleSet.of(field.allowed),
        obstacles=(*found, *threats),
        checked=field.unchecked is None and not unasked,
        near=tuple(sorted({f.code for f in own if is_about(f.code, "surroundings")})),
    )


def _angles(finding: Finding) -> AngleSet:
    if finding.angles is not None:
        return AngleSet.of(finding.angles.avoid)
    return AngleSet.full() if is_about(finding.code, "field") else AngleSet.empty()


def _label(finding: Finding) -> str:
    if finding.source is not None:
        return one_line(finding.source.designation)
    return finding.name.replace("-", " ")
