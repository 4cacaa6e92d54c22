from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.modes.incomplete_exposures import unclear_exposures
from aptcheck.modes.ramps import ramps_of
from aptcheck.rules import Context, Fault, NotChecked, SkyUse, Verdicts, applies, rule
from aptcheck.rules.exposures.near_misses import is_kin
from aptcheck.wording import agree, in_form, numbered

if TYPE_CHECKING:
    from aptcheck.modes.ramp import Setting


@rule(
    "BKG206",
    severity="info",
    suspected=True,
    modes=("miri-mrs", "miri-imaging", "miri-coronagraphy", "nirspec-ifu", "nirspec-fs"),
)
def unused_background_exposure(use: SkyUse, context: Context) -> Verdicts:
    """A background exposure uses a grating or filter that the science does not use.

    ## What
    A background observation uses something that no science observation it serves uses: a Wavelength
    Range of the MRS, a filter of MIRI imaging, a mask and filter of MIRI coronagraphy, a grating of
    the NIRSpec IFU, or a grating and filter of its fixed slits. The same IFU grating with another
    filter is left to BKG210, another slit to BKG211.

    ## Why
    Exposures in another grating or filter are never subtracted from the science: either the time is
    wasted, or a science exposure was forgotten.

    ## How to fix
    In APT, the template's tab, delete the exposure from the background observation, or add its
    Wavelength Range or filter to the science.

    ## Source
    Association generator of jwst 3.0.0 (level 2 needs equal BAND, or equal FILTER and GRATING),
    observed 2026-11; the advice is aptcheck's own judgement.
    """
    proposal, mode = context.graph.proposal, context.mode
    exposed = any(ramps_of(science for _, bond in use.bonds for science in bond.sciences))
    applies(exposed, f"the science has no {mode.called} exposure")
    wanted_by: dict[tuple[int, ...], set[Setting]] = {}
    for sky in use.skies:
        bonds = tuple(bond for _, bond in use.bonds_of(sky))
        # Most backgrounds of a target serve the same science.
        users = tuple(map(id, bonds))
        if users not in wanted_by:
            taken = ramps_of(science for bond in bonds for science in bond.sciences)
            wanted_by[users] = {mode.element(ramp.setting) for ramp in taken}
        if not (wanted := wanted_by[users]):
            continue
        if unclear := unclear_exposures(proposal, [sky]):
            yield NotChecked(unclear)
        unused = [r for r in ramps_of([sky]) if not is_kin(mode, mode.element(r.setting), wanted)]
        sciences = [science for bond in bonds for science in bond.sciences] if unused else []
        if unclear := unclear_exposures(proposal, sciences):
            yield NotChecked(unclear)
        elif unused:
            numbers = use.users_of(sky)
            elements = {mode.element(ramp.setting) for ramp in unused}
            names = mode.element_names(elements)
            yield Fault(
                message=f"Background observation {sky.number} uses {names}, but "
                f"{numbered('science observation', numbers)} {agree(numbers, 'does', 'do')} not.",
                fix=in_form(
                    sky.number,
                    mode.form,
                    f"delete the {names} {agree(elements, 'exposure', 'exposures')}, or add "
                    f"{mode.element_field} {names} to the science",
                ),
                at=unused[0].exposure,
                observation=sky.number,
                related=numbers,
            )
