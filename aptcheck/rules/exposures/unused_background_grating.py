"""A background grating that no science uses costs time for nothing."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.background.companions import TOLD, science_numbers, users
from aptcheck.background.ramps import ramps_of
from aptcheck.background.sides import Background
from aptcheck.background.unread import unread
from aptcheck.background.wording import grating_names, numbered
from aptcheck.finding import Severity
from aptcheck.rules.context import Context
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, NotChecked, Verdict


@rule("BKG206", severity=Severity.INFO, suspected=True)
def unused_background_grating(background: Background, context: Context) -> Iterator[Verdict]:
    """A background exposure uses a grating that none of its science takes.

    ## What
    A background observation takes a wavelength setting that no science observation it serves
    takes.

    ## Why
    Exposures of another grating are never subtracted from the science: the time is spent for
    nothing, or a science exposure was forgotten.

    ## How to fix
    In APT, MIRI MRS form, delete the exposure from the background observation, or add the
    wavelength to the science.

    ## Source
    Association generator of jwst 3.0.0 (level 2 needs equal BAND), observed 2026-11; the advice is
    aptcheck's own judgement.
    """
    for sky in background.skies:
        served = users(context.graph, background, sky)
        if served[0] is not background:
            yield NotApplicable(TOLD)
            continue
        sciences = [science.observation for user in served for science in user.sciences]
        wanted = {ramp.setting[0] for ramp in ramps_of(sciences)}
        if not wanted:
            yield NotApplicable("the science takes no MRS exposure")
            continue
        unused = [ramp for ramp in ramps_of([sky]) if ramp.setting[0] not in wanted]
        if unclear := unread(context.proposal, [sky]):
            yield NotChecked(unclear)
        if not unused:
            continue
        if unclear := unread(context.proposal, sciences):
            yield NotChecked(unclear)
            continue
        names = grating_names(ramp.setting[0] for ramp in unused)
        numbers = science_numbers(served)
        yield Fault(
            message=f"Observation {sky.number} takes background in {names}, which "
            f"{numbered('science observation', numbers)} "
            f"{'do' if len(numbers) > 1 else 'does'} not take.",
            fix=f"In observation {sky.number}, MIRI MRS form, delete the {names} exposure, or add "
            "this Wavelength to the science.",
            at=unused[0].exposure,
            observation=sky.number,
            related=numbers,
        )
