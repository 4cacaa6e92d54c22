from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.contamination.field_words import (
    angle_note,
    clean_days_words,
    judged_words,
    short_angles,
)
from aptcheck.contamination.finding_tables import source_table
from aptcheck.contamination.proposed_ranges import proposed_ranges
from aptcheck.contamination.source_words import angles_to_avoid, evidence_of, reference
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
from aptcheck.wording import in_targets, listed

if TYPE_CHECKING:
    from aptcheck.schedule.swept_field import SweptField


@rule("ORI101", severity="error", catalogue="needed", about="field", modes=EMPTY_FIELDS)
def orient_hits_source(field: FieldJudgement, context: Context) -> Verdicts:
    """A source spoils the field of a background at some position angles.

    ## What
    At some of the position angles that the telescope may take in the observing window a 2MASS or
    WISE source is in the field, or shines into it by its wings; at others none does. The message
    gives the V3PA to avoid and, while they are few, the sources. The table has each source with its
    brightness, its angles and its effect, and below it the clean angles and the dates; angles are
    in V3PA and in the position angle of the aperture that APT asks for. Severity as for SKY101; a
    warning where there are wings only (SKY102). A proposed range is also clear of the science
    target (ORI103, BKG602); none is proposed where another source spoils every angle.

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
    sure = any(threat.sure or threat.is_beside for threat in threats)
    maybe = "" if sure else ", which may be in the field"
    yield Fault(
        message=f"Avoid {angles_to_avoid(threats, avoid)}{maybe}. {_left(field, swept, avoid)}",
        fix=in_targets("move the background target to an empty place")
        if proposed.is_empty
        else proposed.fix,
        at=observation.requirements,
        about=field,
        severity=threats[0].severity,
        evidence=evidence_of(threats[0]),
        angles=swept.split(field.avoid),
        source=reference(threats[0].place),
        table=source_table(threats, swept, angle_note(swept, avoid) + judged_words(field)),
        remedy=ranged(
            context.graph.proposal,
            proposed,
            moved(field, context.places, context.graph),
        ),
    )


def _left(field: FieldJudgement, swept: SweptField, avoid: AngleSet) -> str:
    """Say on how many days an angle is clean; on none where another finding's source spoils all."""
    others = [
        f"{listed([threat.place.designation for threat in threats[:2]])}"
        f"{f' and {len(threats) - 2} more' if len(threats) > 2 else ''} ({code})"
        for threats, code in ((field.always_inside, "SKY101"), (field.always_beside, "SKY102"))
        if threats
    ]
    if others:
        clean = short_angles(swept.clean(avoid))
        return f"No angle is clean because of {' and '.join(others)}; otherwise {clean} would be."
    return clean_days_words(swept, avoid)
