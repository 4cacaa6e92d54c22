from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.contamination.field_words import (
    avoided_date_words,
    field_words,
    judged_words,
)
from aptcheck.contamination.proposed_ranges import proposed_ranges
from aptcheck.contamination.source_words import evidence_of, reference, threats_at_angles
from aptcheck.geometry.angles import AngleSet
from aptcheck.remedies.angles import ranged
from aptcheck.remedies.moving import moved
from aptcheck.rules import (
    EMPTY_FIELDS,
    Context,
    Fault,
    FieldJudgement,
    Verdicts,
    applies,
    rule,
)
from aptcheck.wording import angle_words, in_targets, listed

if TYPE_CHECKING:
    from aptcheck.schedule.swept_field import SweptField


@rule("ORI101", severity="error", catalogue="needed", about="field", modes=EMPTY_FIELDS)
def orient_hits_source(field: FieldJudgement, context: Context) -> Verdicts:
    """A source spoils the field of a background at some position angles.

    ## What
    At some of the position angles that the telescope may take in the observing window a 2MASS or
    WISE source stands in the field, or shines into it by its wings; at others none does. Each
    source is listed with its angles and with what it does; the angles to avoid and the clean ones
    are given in V3PA and in the position angle of the aperture that APT asks for, with the dates
    that belong to them. Severity as for SKY101; a warning where there are wings only (SKY102). A
    range that is proposed is clean of the science too (ORI103, BKG602); none is where another
    source spoils every angle.

    ## Why
    Which angle is taken is decided when the observation is scheduled. Above all with Primary
    Channel = Imager, where the MRS circles the target at 60 to 86 arcsec, a bad angle puts a star
    into the background. A slit turns about its middle: a star 2 arcsec from it is in the LRS slit
    at two ranges of some 40 degrees, the width of the star included.

    ## How to fix
    In APT open Special Requirements of the background and add the Aperture PA Range that the
    finding proposes. It narrows the dates at which the observation can be taken; the finding says
    where it leaves only dates in the micrometeoroid avoidance zone, which APT asks you to justify.
    Where all clean ranges are narrower than a degree, move the background target instead.

    ## Source
    As for SKY101; angles as APT's Visit Planner computes them (docs/validation.md). JDox, "JWST
    Micrometeoroid Avoidance Zone" and "APT Micrometeoroid Avoidance" (read 2026-11).
    """
    observation, swept, threats = field.observation, field.swept, field.others
    if not threats or swept is None:
        return
    avoid = AngleSet.any_of(threat.angles for threat in threats)
    clean = swept.clean(avoid)
    applies(not clean.is_empty, "no angle is clean (ORI102)")
    free = AngleSet.empty() if field.always else clean
    proposed = proposed_ranges(swept, free, context.sky, context.meetings)
    beside = all(threat.is_beside for threat in threats)
    enter = ("shines into", "shine into") if beside else ("spoils", "spoil")
    if not (beside or any(threat.sure for threat in threats)):
        enter = ("may spoil", "may spoil")
    sources = f"A source {enter[0]}" if len(threats) == 1 else f"{len(threats)} sources {enter[1]}"
    yield Fault(
        message=f"{sources} {field_words(field)} at some position angles. Avoid "
        f"{angle_words(avoid.arcs, swept.aperture)}: {threats_at_angles(threats, swept.aperture)}. "
        f"{_left(field, swept, avoid)}{judged_words(field)}",
        fix=in_targets("move the background target to an empty place")
        if proposed.is_empty
        else proposed.fix,
        at=observation.requirements,
        about=field,
        severity=threats[0].severity,
        evidence=evidence_of(threats[0]),
        angles=swept.split(field.avoid),
        source=reference(threats[0].place),
        remedy=ranged(
            context.graph.proposal,
            proposed,
            moved(field, context.places, context.graph),
        ),
    )


def _left(field: FieldJudgement, swept: SweptField, avoid: AngleSet) -> str:
    """Tell which angles are clean: none where a source spoils them all, for which others speak."""
    clean = angle_words(swept.clean(avoid).arcs, swept.aperture, again=True)
    told = [
        f"{listed([threat.place.designation for threat in threats[:3]])}"
        f"{f' and {len(threats) - 3} more' if len(threats) > 3 else ''} ({code})"
        for threats, code in ((field.always_inside, "SKY101"), (field.always_beside, "SKY102"))
        if threats
    ]
    if told:
        return f"No angle is clean, because of {' and '.join(told)}; without, {clean} would be."
    share = f", {100 * swept.clean_fraction(avoid):.0f} % of the allowed angles"
    return (
        f"Clean: {clean}{share if swept.allowed.total else ''}. {avoided_date_words(swept, avoid)}"
    )
