"""Whatever the angle, some star stands in the background."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.contamination.source_words import field_words, reference, threats_at_angles
from aptcheck.contamination.wording import angle_words, pad_words
from aptcheck.finding import Evidence, Severity
from aptcheck.model import Observation
from aptcheck.rules.context import Context
from aptcheck.rules.field import looked_at
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, Verdict


@rule("ORI102", severity=Severity.ERROR)
def orient_no_clean_angle(observation: Observation, context: Context) -> Iterator[Verdict]:
    """At every position angle some source is in the MRS field of a background.

    ## What
    No source is in the field at all allowed angles (that is SKY101), but together they leave none
    clean. A warning where the sky around is as crowded: another place would be no better.

    ## Why
    Whenever the observation is scheduled, a star stands in the background.

    ## How to fix
    In APT open Targets and move the background target to an emptier place; or open Special
    Requirements and drop an Aperture PA Range that leaves only bad angles.

    ## Source
    As for SKY101; angles as APT's Visit Planner computes them (docs/validation.md).
    """
    judgement = yield from looked_at(observation, context)
    if judgement is None:
        return
    swept, threats = judgement.swept, judgement.threats
    if judgement.always:
        yield NotApplicable("a source is in the field at every angle (SKY101)")
        return
    if not threats or swept is None or not judgement.clean.is_empty:
        return
    crowded = " The sky around is as crowded." if judgement.crowded else ""
    severity = Severity.WARNING if judgement.crowded else Severity.ERROR
    yield Fault(
        message=f"No allowed position angle ({angle_words(swept.allowed)}) keeps "
        f"{field_words(judgement)} clean: {threats_at_angles(threats)}.{crowded}{pad_words(swept)}",
        fix="In Targets, move the background target to an emptier place"
        + (
            ", or drop the Aperture PA Range in Special Requirements."
            if observation.requirements.orients
            else "."
        ),
        at=observation.requirements if observation.requirements.orients else observation.target,
        observation=observation.number,
        related=judgement.sciences,
        evidence=Evidence(measured=len(threats), limit=0, unit="sources"),
        severity=severity if judgement.background else Severity.INFO,
        angles=swept.split(judgement.avoid),
        source=reference(threats[0].place),
    )
