from __future__ import annotations

from aptcheck.edit import Unwritten
from aptcheck.modes.mrs.dithers_used import names_unknown_dither, used_dithers
from aptcheck.modes.mrs.vocabulary import SOURCE_DITHERS, is_for_background
from aptcheck.rules import Context, Evidence, Fault, NotChecked, Verdicts, applies, rule
from aptcheck.rules.subjects import Observation
from aptcheck.wording import in_dithers

_UNSEEN = Unwritten("How a file spells Optimized For BACKGROUND is not known: set it in APT.")


@rule("BKG405", severity="warning")
def imager_dither_not_background(observation: Observation, context: Context) -> Verdicts:
    """An observation with Primary Channel = Imager uses a dither made for the MRS.

    ## What
    Primary Channel is Imager (the imager on the target, the MRS on the sky beside it) and an
    exposure uses a dither that is not optimized for BACKGROUND.

    ## Why
    The small steps of the MRS patterns leave bad pixels in the image, and a background that cannot
    be separated from the source. The BACKGROUND pattern moves by several arcseconds. The spectra
    benefit too: a background from positions closer than about 1.5 FWHM, 0.42 arcsec in band 1A to
    1.46 arcsec in 4C, keeps remnants of a source, and those of EXTENDED SOURCE are 0.27 to 1.06
    arcsec apart.

    ## How to fix
    In APT, open the observation, MIRI Medium Resolution Spectroscopy tab, Dithers, and set
    Optimized For to BACKGROUND and Dither Type to 4-Point.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background ("should use the
    Background optimized dither pattern (ideally 4-Point)", read 2026-11); A&A 689, A5, figure 22,
    for the distance. APT prints the pattern as BACKGROUND since September 2023; its spelling in
    files has not been seen, so any with BACKGROUND or DEDICATED-BG counts.
    """
    number = observation.number
    applies(observation.is_beside_target, "the imager is not primary")
    unfit = [
        pattern
        for pattern in used_dithers(observation)
        if not is_for_background(pattern.optimized_for)
    ]
    wrong = [pattern for pattern in unfit if pattern.optimized_for in SOURCE_DITHERS]
    if len(wrong) < len(unfit) or names_unknown_dither(observation):
        yield NotChecked(f"observation {number}: a dither is not known")
    if wrong:
        yield Fault(
            message="Primary Channel is Imager, but the dither is optimized for "
            f"{wrong[0].optimized_for}, not for BACKGROUND.",
            fix=in_dithers(number, wrong[0].index, "Optimized For", "BACKGROUND"),
            at=wrong[0],
            observation=number,
            related=tuple(science.number for science in context.graph.users_of(observation)),
            evidence=Evidence(wrong[0].optimized_for, "BACKGROUND"),
            remedy=_UNSEEN,
        )
