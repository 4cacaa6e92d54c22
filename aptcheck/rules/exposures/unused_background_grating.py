from __future__ import annotations

from aptcheck.modes.mrs.incomplete_exposures import unclear_exposures
from aptcheck.modes.mrs.ramps import ramps_of
from aptcheck.modes.mrs.setting_words import grating_names
from aptcheck.rules import Context, Fault, NotChecked, SkyUse, Verdicts, applies, rule
from aptcheck.wording import agree, in_mrs_form, numbered


@rule("BKG206", severity="info", suspected=True)
def unused_background_grating(use: SkyUse, context: Context) -> Verdicts:
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
    proposal = context.graph.proposal
    exposed = any(ramps_of(edge.science for _, edge in use.pairs))
    applies(exposed, "the science takes no MRS exposure")
    for sky in use.skies:
        sciences = [edge.science for _, edge in use.pairs_of(sky)]
        wanted = {ramp.setting[0] for ramp in ramps_of(sciences)}
        if not wanted:
            continue
        if unclear := unclear_exposures(proposal, [sky]):
            yield NotChecked(unclear)
        unused = [ramp for ramp in ramps_of([sky]) if ramp.setting[0] not in wanted]
        if unused and (unclear := unclear_exposures(proposal, sciences)):
            yield NotChecked(unclear)
        elif unused:
            numbers = use.users_of(sky)
            names = grating_names(ramp.setting[0] for ramp in unused)
            yield Fault(
                message=f"Observation {sky.number} takes background in {names}, which "
                f"{numbered('science observation', numbers)} {agree(numbers, 'does', 'do')} not "
                "take.",
                fix=in_mrs_form(
                    sky.number,
                    f"delete the {names} exposure, or add this Wavelength to the science",
                ),
                at=unused[0].exposure,
                observation=sky.number,
                related=numbers,
            )
