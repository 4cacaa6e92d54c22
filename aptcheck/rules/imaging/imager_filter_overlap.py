from __future__ import annotations

from aptcheck.modes.mrs.imaging import overlapping, takes_images
from aptcheck.rules import Context, Fault, Graph, Verdicts, applies, rule
from aptcheck.wording import briefly, listed


@rule("BKG806", severity="info", draft="off")
def imager_filter_overlap(graph: Graph, context: Context) -> Verdicts:
    """APT warns of imager filter overlap; the warning is not about the background.

    ## What
    An MRS observation takes dithered simultaneous images through F1280W or a redder filter, and
    Primary Channel is the MRS, but not Channel 4. Reported once for the whole proposal.

    ## Why
    For each such exposure APT warns that the imager filter overlaps. That sounds like a conflict
    between the two sides of a pair, but it is not one: the warning appears with and without a
    background, on science and background, with equal and with different filters, and with every
    dither pattern, BACKGROUND included. Its meaning is not documented. aptcheck's reading: the
    steps of the MRS patterns are small compared with a source and its surroundings at these
    wavelengths, so that the dithered images overlap and are a poor background for each other. The
    spectra are not affected.

    ## How to fix
    No change needed for the spectra. If the images matter at these wavelengths, take them with the
    MIRI Imaging template and its dithers.

    ## Source
    Proposals that APT printed, 2022 to 2026: the warning is on 357 of 357 MRS observations of this
    kind in 51 programmes, 136 of them without any background, and on no other (7 undithered, 53
    with Primary Channel = Imager, 2 with Channel 4, all with F1130W and bluer filters).
    """
    live = [o for o in graph.proposal.observations if o.is_live_mrs]
    applies(any(map(takes_images, live)), "no simultaneous imaging")
    found = {o.number: filters for o in live if (filters := overlapping(o))}
    if not found:
        return
    each = {number: listed(sorted(found[number])) for number in sorted(found)}
    names = listed(sorted(frozenset().union(*found.values())))
    yield Fault(
        message=f"APT warns of an imager filter overlap ({names}, dithered) in "
        f"{briefly('observation', each)}: this is not about the background and does not affect "
        "the spectra.",
        fix="No change needed for the spectra; if the images matter, take them with the MIRI "
        "Imaging template and its dithers.",
        at=next(o for o in live if o.number == min(each)),
        each=each,
    )
