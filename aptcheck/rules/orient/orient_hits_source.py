"""At some angles a star stands in the background."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from aptcheck.background.wording import listed
from aptcheck.contamination.aperture import as_requirement
from aptcheck.contamination.source_words import (
    evidence_of,
    field_words,
    reference,
    threats_at_angles,
)
from aptcheck.contamination.swept import SweptField
from aptcheck.contamination.wording import angle_words, date_words, pad_words
from aptcheck.finding import Severity
from aptcheck.model import Observation
from aptcheck.rules.context import Context
from aptcheck.rules.field import looked_at, weight
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, Verdict
from aptcheck.sky.angles import AngleSet

if TYPE_CHECKING:
    from aptcheck.contamination.judgement import FieldJudgement


@rule("ORI101", severity=Severity.ERROR)
def orient_hits_source(observation: Observation, context: Context) -> Iterator[Verdict]:
    """A source is in the MRS field of a background at some position angles.

    ## What
    At some of the position angles that the telescope may take in the observing window a 2MASS or
    WISE source stands in the field, at others none does. Each source is listed with its angles;
    the angles to avoid and the clean ones are given in V3PA, with the dates that belong to them.
    Severity as for SKY101.

    ## Why
    Which angle is taken is decided when the observation is scheduled. Above all with Primary
    Channel = Imager, where the MRS circles the target at 60 to 86 arcsec, a bad angle puts a star
    into the background.

    ## How to fix
    In APT open Special Requirements of the background and add the Aperture PA Range that the
    finding proposes. It narrows the dates at which the observation can be taken.

    ## Source
    As for SKY101; angles as APT's Visit Planner computes them (docs/validation.md).
    """
    judgement = yield from looked_at(observation, context)
    if judgement is None:
        return
    swept, threats = judgement.swept, judgement.sometimes
    if not threats or swept is None:
        return
    if judgement.clean.is_empty and not judgement.always:
        yield NotApplicable("no angle is clean (ORI102)")
        return
    avoid = AngleSet.of(piece for threat in threats for piece in threat.angles.intervals)
    clean = swept.clean(avoid)
    yield Fault(
        message=f"{_count(len(threats))} {field_words(judgement)} at some position angles. Avoid "
        f"{angle_words(avoid)}: {threats_at_angles(threats)}. Clean: {angle_words(clean)}, "
        f"{100 * swept.clean_fraction(avoid):.0f} % of the allowed angles.{_dates(swept, avoid)}"
        f"{_beside(judgement)}{pad_words(swept)}",
        fix=f"In Special Requirements of observation {observation.number}, set "
        f"{as_requirement(clean, observation)}."
        if not clean.is_empty
        else "In Targets, move the background target to an empty place.",
        at=observation.requirements,
        observation=observation.number,
        related=judgement.sciences,
        evidence=evidence_of(threats[0]),
        severity=weight(judgement, threats[0]),
        angles=swept.split(avoid),
        source=reference(threats[0].place),
    )


def _count(sources: int) -> str:
    return "A source enters" if sources == 1 else f"{sources} sources enter"


def _beside(judgement: FieldJudgement) -> str:
    names = [threat.place.designation for threat in judgement.always[:3]]
    return f" At every angle there is {listed(names)} besides (SKY101)." if names else ""


def _dates(swept: SweptField, avoid: AngleSet) -> str:
    """Tell when a dirty angle may be taken, when no other can, and how many days are left."""
    visibility = swept.visibility
    if visibility is None:
        why = f": {swept.unknown[0].lower()}{swept.unknown[1:]}" if swept.unknown else "."
        return f" At which dates is not known{why}"
    forced = visibility.dates_for(avoid, "all")
    only = f"; no clean angle on {date_words(forced)}" if forced else ""
    return (
        f" Dates with angles to avoid: {date_words(swept.dates(avoid))}{only}. A clean angle can "
        f"be had on {swept.clean_days(avoid) or 0.0:.0f} of {visibility.days:.0f} days."
    )
