"""A background tried at another place: its field and angles there, judged like any other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aptcheck.contamination.cone_answer import ConeAnswer
from aptcheck.contamination.cone_request import cone_radius_about
from aptcheck.geometry.angles import AngleSet
from aptcheck.model import Target, TargetReference
from aptcheck.schedule.swept_field import SweptField
from aptcheck.schedule.target_path import TargetPath

if TYPE_CHECKING:
    from aptcheck.config import Thresholds
    from aptcheck.contamination.judgement import FieldJudgement
    from aptcheck.model import Observation, Proposal
    from aptcheck.schedule.opportunity import Opportunity

__all__ = ["Trial", "moved", "swept_at"]


@dataclass(frozen=True, kw_only=True, eq=False)
class Trial:
    """What a background at any place is judged by.

    Attributes
    ----------
    found : ConeAnswer
        What the catalogues say, far about the science.
    sciences : sequence of Observation
        Those that use it.
    targets : mapping of int to TargetPath
        Where their targets are, by observation number.
    pixel : bool
        Whether one of them subtracts it pixel by pixel.
    thresholds : Thresholds
    """

    found: ConeAnswer
    sciences: Sequence[Observation]
    targets: Mapping[int, TargetPath]
    pixel: bool
    thresholds: Thresholds

    def judged(self, swept: SweptField) -> FieldJudgement:
        """Judge a field as a check would that asks the catalogues about it."""
        from aptcheck.contamination.examination import examine

        return examine(
            swept.observation,
            swept,
            self._about(swept),
            sciences=self.sciences,
            targets=self.targets,
            pixel=self.pixel,
            thresholds=self.thresholds,
        )

    def _about(self, swept: SweptField) -> ConeAnswer:
        """Return the part of the answer that a check would ask for."""
        import numpy as np

        from aptcheck.geometry.sweep import offsets

        sources = self.found.sources
        if sources is None:
            return self.found
        radius = 3600.0 * cone_radius_about(swept.field, 0.0, self.thresholds)
        away = np.hypot(*offsets(swept.ra_deg, swept.dec_deg, sources.ra_deg, sources.dec_deg))
        return replace(self.found, sources=sources.take(away <= radius), radius_arcsec=radius)


def swept_at(opportunity: Opportunity, place: tuple[float, float]) -> SweptField:
    """Return the field of an observation about another place, at every angle."""
    target = _target(opportunity.proposal, place)
    return SweptField(
        observation=opportunity.observation,
        field=opportunity.field,
        ra_deg=place[0],
        dec_deg=place[1],
        path=TargetPath(target),
        window=opportunity.window,
        requested=AngleSet.full(),
        allowed=AngleSet.full(),
    )


def moved(
    proposal: Proposal, observations: Iterable[Observation], place: tuple[float, float]
) -> Proposal:
    """Return a proposal with some observations on a target of their own at another place."""
    target = _target(proposal, place)
    reference = TargetReference.model_construct(number=target.number, name=target.name)
    elsewhere = {one.number: one.changed(target=reference) for one in observations}
    return proposal.changed(
        targets=(*proposal.targets, target),
        observations=tuple(elsewhere.get(o.number, o) for o in proposal.observations),
    )


def _target(proposal: Proposal, place: tuple[float, float]) -> Target:
    number = 1 + max((target.number or 0 for target in proposal.targets), default=0)
    return Target.model_construct(
        kind="FixedTargetType", number=number, name="sky", ra_deg=place[0], dec_deg=place[1]
    )
