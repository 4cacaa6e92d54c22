from __future__ import annotations

from aptcheck.rules import Context, Fault, Graph, Verdicts, applies, rule
from aptcheck.wording import briefly


@rule("BKG807", severity="info")
def imager_mrs_dither(graph: Graph, context: Context) -> Verdicts:
    """The images taken with the science are dithered only with the MRS pattern.

    ## What
    The science side of a pair with Primary Channel = Imager also takes simultaneous images.
    Reported once for all pairs of the proposal.

    ## Why
    While the science target is in the MRS, the imager moves by the small steps of the MRS pattern.
    As a background for the images of the source these frames overlap almost entirely, and sources
    in them are not clipped out as in a dedicated imaging programme.

    ## How to fix
    No change needed if that is good enough. Otherwise plan the imaging with the MIRI Imaging
    template and its own dither pattern.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background ("the imager will
    only be dithered using the MRS-optimized dither patterns", read 2026-11).
    """
    declared = graph.declared
    primary = {sky.number for sky in declared.skies if sky.imager_primary}
    applies(primary, "no background is taken with Primary Channel = Imager")
    imaging = {
        science.number
        for science in declared.sciences
        if science.observation.mrs is not None and science.observation.mrs.takes_images
    }
    about = declared.only(sciences=imaging, skies=primary)
    if not about.bonds:
        return
    yield Fault(
        message=f"In science {briefly('observation', about.science_numbers)} the imager is "
        "dithered only with the MRS pattern: as a background for the images of the source its "
        "frames subtract poorly.",
        fix="No action if the images need no background of their own; otherwise take them with the "
        "MIRI Imaging template and its dithers.",
        at=about.bonds[0].science.mrs,
        about=about,
        each={sky.number: None for sky in about.skies},
    )
