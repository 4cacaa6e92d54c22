"""Both arms of a grating need a background exposure."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.background.companions import TOLD, alike, science_numbers
from aptcheck.background.ramps import Setting
from aptcheck.background.sides import Background
from aptcheck.background.unread import unread
from aptcheck.background.wording import setting_names
from aptcheck.finding import Severity
from aptcheck.rules.context import Context
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, NotChecked, Verdict


@rule("BKG204", severity=Severity.ERROR, draft="warning", suspected=True)
def detector_missing(background: Background, context: Context) -> Iterator[Verdict]:
    """A detector arm of a grating has no background exposure.

    ## What
    The background takes the grating, but without Groups/Int for one of the two MRS detectors,
    LONG (channels 3 and 4) or SHORT (channels 1 and 2), that the science exposes. A grating that
    is missing altogether is BKG203. Only an info where the plan does not subtract this background
    (strategy annulus, external or none).

    ## Why
    At level 2 the pipeline gives a background only to exposures of the same detector: half of the
    channels get none.

    ## How to fix
    In APT open the background observation, MIRI MRS form, and fill in Groups/Int and
    Integrations/Exp of the missing detector as in the science observation.

    ## Source
    Association generator of jwst 3.0.0 (level 2 needs equal DETECTOR), observed 2026-11.
    """
    taken = {answer.setting[0] for answer in background.answers if answer.sky}
    if not any(answer.science and answer.setting[0] in taken for answer in background.answers):
        yield NotApplicable("no grating is taken on both sides")
        return
    if unclear := unread(context.proposal, background.observations):
        yield NotChecked(unclear)
        return
    missing, subtracted = _missing(background)
    if not missing:
        return
    told_for = alike(context.graph, background, _missing)
    if not told_for:
        yield NotApplicable(TOLD)
        return
    partner = next(
        ramp
        for answer in background.answers
        for ramp in answer.sky
        if answer.setting[0] == missing[0][0]
    )
    yield Fault(
        message=f"No background in {setting_names(missing)}, where the science has exposures: "
        f"observation {partner.observation.number} has no Groups/Int there.",
        fix=f"In observation {partner.observation.number}, MIRI MRS form, fill in Groups/Int and "
        f"Integrations/Exp in {setting_names(missing)} as in observation "
        f"{background.sciences[0].number}.",
        at=partner.exposure,
        observation=partner.observation.number,
        related=science_numbers(told_for),
        severity=None if subtracted else Severity.INFO,
    )


def _missing(background: Background) -> tuple[tuple[Setting, ...], bool]:
    """Return the settings whose grating is taken without their arm, and whether it is needed."""
    taken = {answer.setting[0] for answer in background.answers if answer.sky}
    missing = tuple(
        answer.setting
        for answer in background.answers
        if answer.science and not answer.sky and answer.setting[0] in taken
    )
    return missing, background.intent.subtracts_background
