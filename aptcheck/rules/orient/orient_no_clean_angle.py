from __future__ import annotations

from aptcheck.contamination.empty_sky.place_words import move_words
from aptcheck.contamination.field_words import field_words, judged_words, short_angles
from aptcheck.contamination.finding_tables import source_table
from aptcheck.contamination.source_words import reference, worst_words
from aptcheck.finding import Severity
from aptcheck.geometry.angles import AngleSet
from aptcheck.remedies.moving import moved
from aptcheck.rules import (
    EMPTY_FIELDS,
    Context,
    Evidence,
    Fault,
    FieldJudgement,
    Verdicts,
    applies,
    rule,
)
from aptcheck.wording import REQUIREMENTS, in_requirements, in_targets


@rule("ORI102", severity="error", catalogue="needed", about="field", modes=EMPTY_FIELDS)
def orient_no_clean_angle(field: FieldJudgement, context: Context) -> Verdicts:
    """Some source spoils the field of a background at every position angle.

    ## What
    Sources other than those that are in the field at all allowed angles (SKY101) or shine into it
    from outside at all of them (SKY102) leave no angle clean: several together, or one that is in
    the field at some angles and too near it at the others. The table lists them. A warning where
    the surrounding sky is as crowded, so that another place would be no better, and where each of
    them is only a warning.

    ## Why
    Whenever the observation is scheduled, a star is in the background field or next to it.

    ## How to fix
    In APT open Fixed Targets and move the background target to an emptier place, the one that the
    finding names or another that `aptcheck suggest` lists; or open Special Requirements and remove
    an Aperture PA Range that leaves only bad angles.

    ## Source
    As for SKY101; angles as APT's Visit Planner computes them (docs/validation.md).
    """
    observation, swept, threats = field.observation, field.swept, field.others
    alone = field.always and not threats
    applies(not alone, "each source that spoils the field does at every angle (SKY101, SKY102)")
    avoid = AngleSet.any_of(threat.angles for threat in threats)
    if not threats or swept is None or not swept.clean(avoid).is_empty:
        return
    # a crowd elsewhere excuses what is in the field, not a star that shines into it
    inside = AngleSet.any_of(threat.inside for threat in threats)
    crowded = field.crowded and swept.clean(inside).is_empty
    around = " The surrounding sky is as crowded." if crowded else ""
    mild = crowded or all(threat.severity is not Severity.ERROR for threat in threats)
    ranges = observation.requirements.orients
    drop = ", or remove the Aperture PA Range" if ranges else ""
    none = "No position angle"
    if not swept.allowed.is_full:
        none = f"None of the allowed angles, {short_angles(swept.allowed)},"
    yield Fault(
        message=f"{none} keeps {field_words(field)} clean: {worst_words(threats)}.{around}",
        fix=_fix(field, context, drop),
        at=observation.requirements if ranges else observation.target,
        about=field,
        severity="warning" if mild else None,
        evidence=Evidence(len(threats), 0, "sources"),
        angles=swept.split(avoid),
        source=reference(threats[0].place),
        table=source_table(threats, swept, judged_words(field)),
        remedy=moved(field, context.places, context.graph),
    )


def _fix(field: FieldJudgement, context: Context, drop: str) -> str:
    sky = field.observation
    if sky.imager_primary:  # the imager is to stay on its target
        offset = "set an Offset that keeps the target on the imager (`aptcheck suggest` lists those"
        return in_requirements(f"{offset} with clean angles){drop}", [sky.number])
    there = f"{drop} in {REQUIREMENTS}" if drop else ""
    return in_targets(move_words(field, context.places, "to an emptier place") + there)
