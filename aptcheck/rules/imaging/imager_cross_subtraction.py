from __future__ import annotations

from collections import defaultdict

from aptcheck.rules import Context, Fault, Graph, Observation, Verdicts, applies, rule
from aptcheck.wording import MIRI_MRS, briefly, excerpt, listed


@rule("BKG804", severity="info")
def imager_cross_subtraction(graph: Graph, context: Context) -> Verdicts:
    """Images of the source are attached as background to images of the sky.

    ## What
    Both sides of a pair with Primary Channel = Imager take simultaneous images with the same
    filter. Reported once for all pairs of the proposal. A simultaneous image and a MIRI Imaging
    image are attached to each other in the same way if one link holds both and one target lists the
    other; no public file has that, and it is not judged.

    ## Why
    In the background observation the imager is on the source; in the science observation it is on
    the sky. The association generator marks the former as background of the latter: level-2 images
    of the science observation may have the source subtracted from them.

    ## How to fix
    Reprocess the images without the background step, or image with different filters. When the
    filters differ, APT warns of a filter mismatch (BKG809): that is expected here and does not
    affect the spectra.

    ## Source
    Association generator of jwst 3.0.0, run on hand-made pools (2026-11). The warning: 16 of the 19
    observations that have it in the proposals that APT printed, 2021 to 2026, have such a
    background.
    """
    primary = {sky.number for sky in graph.declared.skies if sky.imager_primary}
    linked = (bond.only(skies=primary) for bond in graph.declared.bonds if bond.linked)
    bonds = [bond for bond in linked if bond is not None]
    applies(bonds, "no linked pair has Primary Channel = Imager")
    crossed = [
        part
        for bond in bonds
        for part in bond.parted(_filters)
        if _filters(part.science) & _filters(part.sky)
    ]
    if not crossed:
        return
    by_sky: dict[int, set[str]] = defaultdict(set)
    for part in crossed:
        for sky in part.skies:
            by_sky[sky.number] |= _filters(part.science) & _filters(sky)
    each = {number: excerpt(listed(sorted(by_sky[number]))) for number in sorted(by_sky)}
    shared = listed(sorted(frozenset().union(*by_sky.values())))
    about = graph.declared.with_bonds(crossed)
    yield Fault(
        message=f"Background {briefly('observation', each)} and science "
        f"{briefly('observation', about.science_numbers)} image with the same filter "
        f"({excerpt(shared)}): the images of the source, from the background observation, would be "
        "subtracted from those of the science observation.",
        fix="Reprocess the images of the science observation without background subtraction, or "
        f"set another imager Filter in one of the two, {MIRI_MRS} tab (APT then warns of a filter "
        "mismatch).",
        about=about,
        each=each,
    )


def _filters(observation: Observation) -> frozenset[str]:
    mrs = observation.mrs
    exposures = mrs.exposures if mrs is not None and mrs.takes_images else ()
    return frozenset(exposure.filter for exposure in exposures if exposure.filter)
