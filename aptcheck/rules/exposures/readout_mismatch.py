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
    """The background reads out in another pattern than the science.

    ## What
    In a setting that both sides take, a science readout pattern does not occur among the background
    exposures. For the MRS a setting is a grating on a detector (without simultaneous imaging the
    short-wavelength arm reads out as the long-wavelength one); elsewhere it is a filter, a mask and
    filter, a grating and filter, the slit with them. Ngroups are then not compared (BKG201 is
    silent for the setting).

    An error for the MRS and MIRI coronagraphy. A warning for MIRI imaging and the LRS slit: the
    detectors are the same, yet no page that we could read asks for an equal readout in these modes.
    An info for LRS slitless, whose background you subtract by hand, and for NIRSpec where you set
    strategy pixel; with the master background that NIRSpec gets otherwise it need not be equal.

    ## Why
    FASTR1 and SLOWR1 sample the ramp differently: noise, bad pixels and striping of one are not
    those of the other, so they do not cancel. The pipeline attaches the background all the same.

    ## How to fix
    In APT open the background observation, its template form, and give each exposure the Readout
    Pattern of the science exposure with the same setting; then compare Groups/Int.

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
    applies(shared or unclear, "no setting is taken on both sides")
    wrong = [match for match in shared if not match.same_readout]
    if not wrong:
        return
    sky, mode = wrong[0].sky[0], context.mode
    offered = {ramp.readout for ramp in wrong[0].sky}
    ramp = next(ramp for ramp in wrong[0].science if ramp.readout not in offered)
    told = readout_differences(mode, wrong)
    yield Fault(
        message=f"The readout pattern of the background differs from the science: {told}.",
        fix=in_form(
            sky.observation.number,
            mode.form,
            f"set Readout Pattern in {mode.setting_names(a.setting for a in wrong)} to that of "
            f"the science ({ramp.readout} in observation {ramp.observation.number}), and "
            "Groups/Int with it",
        ),
        at=sky.exposure,
        about=background,
        observation=sky.observation.number,
        evidence=Evidence(sky.readout, ramp.readout),
        severity=severity,
        cause=(background.sky_numbers, told),
        remedy=ramps_as_science(background, context.graph),
    )
