from __future__ import annotations

from aptcheck.modes.mrs.incomplete_exposures import unclear_exposures
from aptcheck.modes.mrs.setting_words import readout_differences, setting_names
from aptcheck.remedies.ramps import ramps_as_science
from aptcheck.rules import Background, Context, Evidence, Fault, NotChecked, Verdicts, applies, rule
from aptcheck.wording import in_mrs_form


@rule("BKG202", severity="error", repair="never", draft="warning", suspected=True)
def readout_mismatch(background: Background, context: Context) -> Verdicts:
    """The background reads out in another pattern than the science.

    ## What
    In a grating setting that both sides take, a science readout pattern does not occur among the
    background exposures. Without simultaneous imaging the short-wavelength arm reads out as the
    long-wavelength one. Ngroups are then not compared (BKG201 is silent for the setting).

    ## Why
    FASTR1 and SLOWR1 sample the ramp differently: noise, bad pixels and striping of one are not
    those of the other, so they do not cancel. The pipeline attaches the background all the same.

    ## How to fix
    In APT open the background observation, MIRI MRS form, and give each exposure the Readout
    Pattern of the science exposure with the same wavelength; then compare Groups/Int.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", What does this mean for my science program?
    ("detector readout parameters (i.e., Ngroups) equal to that used for the science exposures",
    read 2026-11); jwst 3.0.0 reads no readout pattern when it associates backgrounds.
    """
    unclear = unclear_exposures(context.graph.proposal, background.observations, readout=True)
    if unclear:
        yield NotChecked(unclear)
    shared = [match for match in background.matches if match.comparable]
    applies(shared or unclear, "no setting is taken on both sides")
    wrong = [match for match in shared if not match.same_readout]
    if not wrong:
        return
    sky = wrong[0].sky[0]
    offered = {ramp.readout for ramp in wrong[0].sky}
    ramp = next(ramp for ramp in wrong[0].science if ramp.readout not in offered)
    told = readout_differences(wrong)
    yield Fault(
        message=f"The readout pattern of the background differs from the science: {told}.",
        fix=in_mrs_form(
            sky.observation.number,
            f"set Readout Pattern in {setting_names(match.setting for match in wrong)} to that "
            f"of the science ({ramp.readout} in observation {ramp.observation.number}), and "
            "Groups/Int with it",
        ),
        at=sky.exposure,
        about=background,
        observation=sky.observation.number,
        evidence=Evidence(sky.readout, ramp.readout),
        cause=(background.sky_numbers, told),
        remedy=ramps_as_science(background, context.graph),
    )
