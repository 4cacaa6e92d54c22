"""What spoils a field at which V3PA: angles that findings say to avoid, and every threat."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from aptcheck.finding import Finding
from aptcheck.geometry.angles import AngleSet
from aptcheck.report.html.numbers import numbered
from aptcheck.report.visible import one_line
from aptcheck.results import ProposalReport, SkyField
from aptcheck.rules.registry import is_about
from aptcheck.wording import briefly

__all__ = ["Obstacle", "Prospect", "bare_prospect", "prospect", "science_in", "sources_in"]


#: Obstacles of one finding have the same angles, up to rounding, degrees.
_SAME = 1e-5
#: A sentence names no more than this many.
_MOST_NAMED = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Obstacle:
    """What spoils the field at some V3PA; ``code`` is the finding's, empty for what is drawn."""

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
    def drawn(self) -> tuple[Obstacle, ...]:
        """The sources and the science that spoil the field, each of them on the picture."""
        return tuple(obstacle for obstacle in self.obstacles if not obstacle.code)

    @cached_property
    def findings(self) -> tuple[tuple[Obstacle, bool], ...]:
        """The findings, and whether what is drawn spoils the field at all their angles."""
        seen = AngleSet.any_of(obstacle.angles for obstacle in self.drawn).widened(_SAME)
        return tuple(
            (one, self.allowed.intersection(one.angles).difference(seen).is_empty)
            for one in self.obstacles
            if one.code
        )

    def words(self, finding: Obstacle) -> str:
        """Return what a finding says that nothing on the picture shows."""
        if self.allowed.difference(finding.angles).is_empty:
            return f"{finding.label}, whatever the angle"
        return f"{finding.label}, which no picture shows"

    def spoiled_by(self, angle: float) -> str:
        """Return what spoils the field at an angle, in words; nothing where nothing does."""
        names = [one.label for one in self.drawn if one.angles.contains(angle)]
        met = [(one, seen) for one, seen in self.findings if one.angles.contains(angle)]
        names += [self.words(one) for one, seen in met if not seen]
        more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
        codes = ", ".join(dict.fromkeys(one.code for one, _ in met))
        return f"{', '.join(names[:_MOST_NAMED])}{more}{f' ({codes})' if codes else ''}"

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
    def share_words(self) -> str:
        """The share that remains: 0 % only where no angle does, 100 % only where all do."""
        if not self.left.is_empty and self.share_left < 0.01:
            return "<1 %"
        if not self.avoid.is_empty and self.share_left > 0.99:
            return ">99 %"
        return f"{100 * self.share_left:.0f} %"

    @property
    def best(self) -> float:
        """The middle of the widest remaining arc, else of the widest allowed one, to 0.1 degree."""
        arcs = self.left.arcs or self.allowed.arcs or ((0.0, 0.0),)
        low, high = max(arcs, key=lambda arc: arc[1] - arc[0])
        middle = (low + high) / 2.0
        rounded = round(middle, 1)
        return (rounded if low <= rounded <= high else middle) % 360.0

    def state(self, angle: float) -> str:
        """Return what the field is at an angle: spoiled, not allowed, clean or not checked."""
        if not self.allowed.contains(angle):
            return "outside"
        if self.avoid.contains(angle):
            return "meets"
        return "clean" if self.checked else "unknown"


def prospect(proposal: ProposalReport, field: SkyField) -> Prospect:
    """Return the angles of a field.

    A picture shows the sky, not the verdict: it has what a finding says to avoid whatever its
    severity, suppressed or not, and what spoils the field without a finding.
    """
    own = [finding for finding in proposal.findings if finding.observation == field.observation]
    found = [
        Obstacle(label=_label(finding), code=finding.code, angles=angles)
        for finding in own
        if not is_about(finding.code, "surroundings") and not (angles := _angles(finding)).is_empty
    ]
    unasked = any(is_about(line.code, "field") and line.did_not_run for line in proposal.coverage)
    return Prospect(
        allowed=AngleSet.of(field.allowed),
        obstacles=(*found, *sources_in(field), *science_in(field)),
        checked=field.unchecked is None and not unasked,
        near=tuple(sorted({f.code for f in own if is_about(f.code, "surroundings")})),
    )


def bare_prospect(field: SkyField) -> Prospect:
    """Return the angles of a field by what is drawn alone, without findings."""
    return Prospect(
        allowed=AngleSet.of(field.allowed),
        obstacles=(*sources_in(field), *science_in(field)),
        checked=field.unchecked is None,
    )


def sources_in(field: SkyField) -> Iterator[Obstacle]:
    """Yield the sources that spoil a field at some angle, by number."""
    for source, number in numbered(field.sources).items():
        name = one_line(source.designation)
        yield Obstacle(
            label=f"source {number} ({name})", code="", angles=AngleSet.of(source.angles)
        )


def science_in(field: SkyField) -> Iterator[Obstacle]:
    """Yield the science that it meets: of each target, first itself and then its field."""
    for overlap in field.overlaps:
        target = one_line(overlap.target)[:24]
        numbers = briefly("observation", overlap.observations)
        itself = "the extent of" if overlap.extent_arcsec else "the target"
        yield Obstacle(
            label=f"{itself} {target} of science {numbers}",
            code="",
            angles=AngleSet.of(overlap.in_field),
        )
        yield Obstacle(
            label=f"the field of science {numbers} ({target})",
            code="",
            angles=AngleSet.of(overlap.fields),
        )


def _angles(finding: Finding) -> AngleSet:
    if finding.angles is not None:
        return AngleSet.of(finding.angles.avoid)
    return AngleSet.full() if is_about(finding.code, "field") else AngleSet.empty()


def _label(finding: Finding) -> str:
    if finding.source is not None:
        return one_line(finding.source.designation)
    return finding.name.replace("-", " ")
