from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.modes.mrs.incomplete_exposures import unclear_exposures
from aptcheck.modes.mrs.ramps import ramps_of
from aptcheck.modes.mrs.setting_words import grating_names
from aptcheck.rules import Context, Fault, NotChecked, SkyUse, Verdicts, applies, rule
from aptcheck.wording import agree, in_mrs_form, numbered

if TYPE_CHECKING:
    from aptcheck.model.templates.mrs_gratings import Grating


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
    exposed = any(ramps_of(science for _, bond in use.bonds for science in bond.sciences))
    applies(exposed, "the science takes no MRS exposure")
    wanted_by: dict[tuple[int, ...], set[Grating]] = {}
    for sky in use.skies:
        bonds = tuple(bond for _, bond in use.bonds_of(sky))
        # Most skies of a target serve the same science.
        users = tuple(map(id, bonds))
        if users not in wanted_by:
            taken = ramps_of(science for bond in bonds for science in bond.sciences)
            wanted_by[users] = {ramp.setting[0] for ramp in taken}
        if not (wanted := wanted_by[users]):
            continue
        if unclear := unclear_exposures(proposal, [sky]):
            yield NotChecked(unclear)
        unused = [ramp for ramp in ramps_of([sky]) if ramp.setting[0] not in wanted]
        sciences = [science for bond in bonds for science in bond.sciences] if unused else []
        if unclear := unclear_exposures(proposal, sciences):
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
