from __future__ import annotations

from aptcheck.remedies.dithers import naming
from aptcheck.rules import Context, Fault, NotApplicable, Observation, Verdicts, applies, rule
from aptcheck.wording import agree, count, in_mrs_form, numbered


@rule("BKG407", severity="warning")
def exposure_without_dither(observation: Observation, context: Context) -> Verdicts:
    """An exposure says Dither None though the observation has dithers.

    ## What
    The MIRI MRS form defines a dither, and one of its exposures has None in the Dither column. A
    background none of whose exposures is dithered is left to BKG401 and BKG403: there the whole
    observation was meant so.

    ## Why
    That wavelength is taken at one position: undersampled, with bad pixels left in, and shallower
    than the others. Where a dither is defined, a row without it is seldom meant.

    ## How to fix
    In APT open the observation, MIRI MRS form, and choose Dither 1 in the row's Dither column; or
    delete the Dithers entry if none is meant.

    ## Source
    JDox, "MIRI MRS PSF and Dithering" (dithering is necessary for MRS observations), read 2026-11.
    """
    number, mrs = observation.number, observation.mrs
    if mrs is None or not observation.is_live_mrs:
        yield NotApplicable("no MRS exposures to be taken")
        return
    applies(mrs.dithers, "no dither is defined")
    bare = [exposure for exposure in mrs.exposures if exposure.undithered]
    declared, suspected = context.graph.declared, context.graph.suspected
    is_sky = declared.bonds_to(observation) or suspected.bonds_to(observation)
    applies(
        not is_sky or len(bare) < len(mrs.exposures),
        "a background without any dither: judged by BKG401 and BKG403",
    )
    if bare:
        rows = numbered("exposure", [exposure.index for exposure in bare])
        yield Fault(
            message=f"Observation {number} defines {count(mrs.dithers, 'dither')}, but {rows} of "
            f"{len(mrs.exposures)} {agree(bare, 'uses', 'use')} none.",
            fix=in_mrs_form(number, f"choose Dither {mrs.dithers[0].index} for {rows}"),
            at=bare[0],
            observation=number,
            remedy=naming(observation, bare),
        )
