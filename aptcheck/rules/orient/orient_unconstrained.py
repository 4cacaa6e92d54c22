"""An angle left to the scheduler may be a bad one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from aptcheck.contamination.aperture import as_requirement
from aptcheck.contamination.overlap import Overlap, overlap
from aptcheck.contamination.swept import NoField, SweptField
from aptcheck.contamination.wording import angle_words
from aptcheck.finding import Severity
from aptcheck.model import Observation
from aptcheck.rules.context import Context
from aptcheck.rules.field import elsewhere
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, Verdict
from aptcheck.sky.angles import AngleSet

if TYPE_CHECKING:
    from aptcheck.contamination.judgement import FieldJudgement


@rule("ORI104", severity=Severity.INFO)
def orient_unconstrained(observation: Observation, context: Context) -> Iterator[Verdict]:
    """The angle of an imager-primary background is free, and some angles are not known to be clean.

    ## What
    Primary Channel = Imager without an Aperture PA Range, and at some allowed position angle a
    source is in the MRS field, or whether one is was not checked. Where clean angles are known they
    are proposed, in the position angle of the imager's aperture, away from the science source too.

    ## Why
    With the imager on the target, the angle decides where on a ring of 60 to 86 arcsec the
    background is taken.

    ## How to fix
    In APT open Special Requirements of the background and add an Aperture PA Range. That the range
    is one of the imager's aperture (V3PA + 4.835 degrees) is inferred: hold it against APT's Aladin
    view.

    ## Source
    SIAF PRDOPSSOC-075 (V3IdlYAngle 4.835 of MIRIM_FULL); which aperture APT takes is inferred.
    """
    if (reason := elsewhere(observation, context)) is not None:
        yield reason
        return
    judgement = context.field_judgement(observation)
    if judgement is None:
        return
    if observation.mrs is None or not observation.mrs.imager_primary:
        yield NotApplicable("Primary Channel is not Imager")
    elif observation.requirements.orients:
        yield NotApplicable("an Aperture PA Range is set")
    elif judgement.reason is not None:
        yield _unknown(judgement, judgement.reason, context.swept(observation))
    elif judgement.threats:
        clean = _clean(judgement, context)
        if clean.is_empty:
            yield NotApplicable("no angle is clean (SKY101, ORI102)")
        else:
            yield _dirty(judgement, clean)


def _clean(judgement: FieldJudgement, context: Context) -> AngleSet:
    """Return the clean angles that keep away from the science source as well."""
    clean = judgement.clean
    for edge in context.graph.edges_to(judgement.observation):
        science = context.graph.science(edge.science.number)
        extent = science.intent.extent_arcsec if science is not None else None
        found = overlap(context.proposal, context.opportunities, edge, extent)
        if isinstance(found, Overlap):
            clean = clean.difference(found.source)
    return clean


def _unknown(judgement: FieldJudgement, reason: str, swept: SweptField | NoField) -> Fault:
    observation = judgement.observation
    first = (
        "Look at the field in APT's Aladin view at the angles that the Visit Planner shows"
        if isinstance(swept, NoField)
        else "Ask a catalogue (`aptcheck lock`, or `--catalog irsa`)"
    )
    return Fault(
        message=f"The position angle of observation {observation.number} is free, and at which "
        f"angles a source stands in its MRS field was not checked: {reason}",
        fix=f"{first}, then add an Aperture PA Range of clean angles in Special Requirements of "
        f"observation {observation.number}.",
        at=observation.requirements,
        observation=observation.number,
        related=judgement.sciences,
    )


def _dirty(judgement: FieldJudgement, clean: AngleSet) -> Fault:
    observation, swept = judgement.observation, judgement.swept
    return Fault(
        message=f"The position angle of observation {observation.number} is free, and a source is "
        f"in its MRS field at {angle_words(judgement.avoid)} (ORI101). Clean: "
        f"{angle_words(clean)}.",
        fix=f"In Special Requirements of observation {observation.number}, set "
        f"{as_requirement(clean, observation)}.",
        at=observation.requirements,
        observation=observation.number,
        related=judgement.sciences,
        angles=swept.split(judgement.avoid) if swept is not None else None,
    )
