from __future__ import annotations

from aptcheck.modes.incomplete_exposures import unclear_exposures
from aptcheck.modes.setting_words import readout_differences
from aptcheck.remedies.as_science import ramps_as_science
from aptcheck.rules import (
    EVERY_MODE,
    Background,
    Context,
    Evidence,
    Fault,
    NotChecked,
    Verdicts,
    applies,
    rule,
)
from aptcheck.rules.exposures.equal_ramps import severity_of_unequal
from aptcheck.wording import in_form


@rule(
    "BKG202",
    severity="error",
    repair="never",
    draft="warning",
    suspected=True,
    modes=EVERY_MODE,
)
def readout_mismatch(background: Background, context: Context) -> Verdicts:
    """Background and science have different readout patterns.

    ## What
    In a setting that both sides use, no background exposure has the Readout Pattern of a science
    exposure. An MRS setting is a grating on a detector (without simultaneous imaging, the
    short-wavelength arm reads out like the long-wavelength arm); elsewhere it is a filter, a mask
    and filter, a grating and filter, or a slit with them. Ngroups are then not compared: BKG201
    does not report the setting.

    An error for the MRS and MIRI coronagraphy. A warning for MIRI imaging and the LRS slit: the
    detectors are the same, but no page that we could read asks for an equal readout in these modes.
    An info for LRS slitless, whose background you subtract by hand, and for NIRSpec where you set
    strategy pixel; the master background that NIRSpec gets otherwise does not need an equal
    readout.

    ## Why
    FASTR1 and SLOWR1 sample the ramp differently: noise, bad pixels and striping of one differ from
    those of the other, so they do not cancel. The pipeline attaches the background anyway.

    ## How to fix
    In APT, open the background observation, the template's tab, and set Readout Pattern of each
    exposure to that of the science exposure with the same setting; then compare Groups/Int.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", What does this mean for my science program?
    ("detector readout parameters (i.e., Ngroups) equal to that used for the science exposures",
    read 2026-11); "MIRI Coronagraphic Imaging APT Template" ("The background specification must
    match exactly the specified parameters for the associated target", Cycle 4); jwst 3.0.0 reads no
    readout pattern when it associates backgrounds, in any mode.
    """
    severity = severity_of_unequal(background, context.mode)
    unclear = unclear_exposures(context.graph.proposal, background.observations, readout=True)
    if unclear:
        yield NotChecked(unclear)
    shared = [match for match in background.matches if match.comparable]
    applies(shared or unclear, "no setting is used on both sides")
    wrong = [match for match in shared if not match.same_readout]
    if not wrong:
        return
    sky, mode = wrong[0].sky[0], context.mode
    offered = {ramp.readout for ramp in wrong[0].sky}
    ramp = next(ramp for ramp in wrong[0].science if ramp.readout not in offered)
    differences = readout_differences(mode, wrong)
    yield Fault(
        message=f"Background and science have different readout patterns: {differences}.",
        fix=in_form(
            sky.observation.number,
            mode.form,
            "set Readout Pattern and Groups/Int in "
            f"{mode.setting_names(a.setting for a in wrong)} to those of the science "
            f"({ramp.readout} in observation {ramp.observation.number})",
        ),
        at=sky.exposure,
        about=background,
        observation=sky.observation.number,
        evidence=Evidence(sky.readout, ramp.readout),
        severity=severity,
        cause=(background.sky_numbers, differences),
        remedy=ramps_as_science(background, context.graph),
    )
