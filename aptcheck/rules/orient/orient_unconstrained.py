from __future__ import annotations

from aptcheck.contamination.field_words import short_angles
from aptcheck.contamination.finding_tables import angle_table
from aptcheck.contamination.proposed_ranges import proposed_ranges
from aptcheck.remedies.angles import ranged
from aptcheck.rules import Context, Fault, FieldJudgement, Verdicts, applies, rule
from aptcheck.wording import REQUIREMENTS


@rule("ORI104", severity="info", catalogue="used")
def orient_unconstrained(field: FieldJudgement, context: Context) -> Verdicts:
    """An imager-primary background has no Aperture PA Range, and some angles may not be clean.

    ## What
    Primary Channel = Imager without an Aperture PA Range, and at some allowed position angle a
    source spoils the MRS field, or this was not checked. Where clean angles are known, the
    finding proposes ranges of a degree or more, in the position angle of the imager's aperture,
    which also avoid the science source. It says where one leaves only dates in the micrometeoroid
    avoidance zone, which APT asks you to justify.

    ## Why
    With the imager on the target, the angle decides where on a ring of 60 to 86 arcsec the
    background is taken.

    ## How to fix
    In APT open Special Requirements of the background and add an Aperture PA Range: it is one of
    the imager's aperture MIRIM_FULL, V3PA + 4.835 degrees.

    ## Source
    SIAF PRDOPSSOC-075 (V3IdlYAngle 4.835 of MIRIM_FULL). That APT takes this aperture is in its own
    printouts, 242 ranges of 15 programmes with both angles: 294.835 for V3PA 290.0 in observation 4
    of programme 4586 (read 2026-11).
    JDox, "JWST Micrometeoroid Avoidance Zone" and "APT Micrometeoroid Avoidance" (read 2026-11).
    """
    observation, number = field.observation, field.observation.number
    applies(observation.imager_primary, "Primary Channel is not Imager")
    asked = observation.requirements
    applies(not (asked.orients or asked.angles_unread), "an Aperture PA Range is set")
    if field.reason is not None:
        words = f"which angles keep its MRS field clean was not checked: {field.reason}."
        first = (
            "Look at the field with View in Aladin at the angles that the Visit Planner shows"
            if context.schedule.of(observation).unavailable is not None
            else "Ask a catalogue (`aptcheck lock`, or `--catalog irsa`)"
        )
        fix = (
            f"{first}, then add an Aperture PA Range of clean angles in {REQUIREMENTS} of "
            f"observation {number}."
        )
        angles = table = remedy = None
    elif field.threats and field.swept is not None:
        proposed = proposed_ranges(field.swept, field.clean, context.sky, context.meetings)
        clean = proposed.angles
        applies(not clean.is_empty, "no angle is clean (SKY101, SKY102, ORI102, ORI103, BKG602)")
        applies(not proposed.is_empty, "no clean range is a degree wide (ORI101)")
        words = f"its MRS field is spoiled at {short_angles(field.avoid)} (ORI101)."
        table = angle_table(field.swept, field.avoid)
        fix = proposed.fix
        remedy = ranged(context.graph.proposal, proposed)
        angles = field.swept.split(field.swept.clean(clean))
    else:
        return
    yield Fault(
        message=f"The position angle of observation {number} is free, and {words}",
        fix=fix,
        at=observation.requirements,
        about=field,
        angles=angles,
        table=table,
        remedy=remedy,
    )
