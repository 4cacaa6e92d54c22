"""Every grating of the science needs a background exposure."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.background.companions import TOLD, alike, science_numbers
from aptcheck.background.sides import Background
from aptcheck.background.unread import unread
from aptcheck.background.wording import grating_names, numbered
from aptcheck.finding import Evidence, Severity
from aptcheck.model.mrs import GRATINGS, Grating
from aptcheck.rules.context import Context
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, NotChecked, Verdict


@rule("BKG203", severity=Severity.ERROR, draft="warning", suspected=True)
def grating_missing(background: Background, context: Context) -> Iterator[Verdict]:
    """A grating of the science has no background exposure.

    ## What
    The science takes a wavelength setting (SHORT(A), MEDIUM(B) or LONG(C); ALL is all three) that
    none of its background observations takes. Gratings split over two background observations are
    fine. Only an info where the plan does not subtract this background (strategy annulus,
    external or none).

    ## Why
    At level 2 the pipeline gives a background only to exposures of the same grating, so these get
    none. At level 3 it goes on silently with a master background that has a hole where the
    grating is missing.

    ## How to fix
    In APT open the background observation, MIRI MRS form, and add an exposure with the missing
    Wavelength and the readout, Groups/Int and dither of the science exposure.

    ## Source
    jwst issues 8244 and 8213; association generator of jwst 3.0.0 (level 2 needs equal BAND),
    observed 2026-11.
    """
    science = [s.observation for s in background.sciences]
    if unclear := unread(context.proposal, science):
        yield NotChecked(unclear)
    elif not any(answer.science for answer in background.answers):
        yield NotApplicable("the science takes no MRS exposure")
    missing = _missing(background)
    if not missing[0]:
        return
    if unclear := unread(context.proposal, background.skies):
        yield NotChecked(unclear)
        return
    told_for = alike(context.graph, background, _missing)
    if not told_for:
        yield NotApplicable(TOLD)
        return
    gratings, subtracted = missing
    sky = background.skies[0]
    numbers = [sky.number for sky in background.skies]
    yield Fault(
        message=f"No background exposure in {grating_names(gratings)}, which the science takes: "
        f"{numbered('observation', numbers)} "
        + (
            f"covers {grating_names(covered)} only."
            if (covered := _covered(background))
            else "takes no MRS exposure."
        ),
        fix=f"In observation {sky.number}, MIRI MRS form, add an exposure with Wavelength "
        f"{grating_names(gratings)} and the readout, Groups/Int and dither of observation "
        f"{background.sciences[0].number}.",
        at=sky.mrs,
        observation=sky.number,
        related=science_numbers(told_for),
        evidence=Evidence(measured=len(covered), limit=len({*covered, *gratings})),
        severity=None if subtracted else Severity.INFO,
    )


def _covered(background: Background) -> tuple[Grating, ...]:
    taken = {answer.setting[0] for answer in background.answers if answer.sky}
    return tuple(grating for grating in GRATINGS if grating in taken)


def _missing(background: Background) -> tuple[tuple[Grating, ...], bool]:
    """Return the gratings without a background, and whether the plan needs one."""
    wanted = {answer.setting[0] for answer in background.answers if answer.science}
    gratings = tuple(g for g in GRATINGS if g in wanted.difference(_covered(background)))
    return gratings, background.intent.subtracts_background
