from __future__ import annotations

from aptcheck.background.sequence import gaps
from aptcheck.background.shared_faults import shared_faults
from aptcheck.remedies.links import beside
from aptcheck.rules import SUBTRACTED_MODES, Context, Fault, Graph, Verdicts, applies, rule
from aptcheck.rules.links.back_to_back import back_to_back
from aptcheck.wording import LINK, agree, in_requirements, numbered


@rule("BKG106", severity="warning", submit="raised", modes=SUBTRACTED_MODES)
def background_not_adjacent(graph: Graph, context: Context) -> Verdicts:
    """Another observation is taken between the science and its background.

    ## What
    In the sequence with a science observation and its background, another observation that belongs
    to neither comes between the science observation and its nearest background (a warning). In a
    link without Sequence the order is open: an info where the link includes such an observation at
    all. Science and background observations that share backgrounds with each other belong together,
    so background-science-background and the tiles of a mosaic around one background are fine. So
    are a star and its PSF reference with the backgrounds of both. Silent for the moving targets of
    the strategy shadow.

    ## Why
    The background should be observed adjacent in time: detector and background drift, and a bright
    source in between leaves persistence in the background.

    ## How to fix
    In APT open Special Requirements, Group/Sequence Observations Link, and reorder the sequence so
    that the background comes right before or after the science observation it serves, or take the
    other observations out of the link. An APT from before November 2024 orders a sequence by
    number: there, number the observations in the order you need.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background ("so that the
    background is observed adjacent in time to the science observations", read 2026-11). That a
    sequence is reordered in the link: 39 proposals that APT printed from November 2024 on.
    """
    applies(any(bond.links for bond in back_to_back(graph.sciences)), "no linked background")
    for found in shared_faults(gaps(graph), lambda gap: gap.link.members):
        link = found.first.link
        foreign = sorted({number for gap in found.pairs for number in gap.foreign})
        others = numbered("observation", foreign)
        pair = (
            f"{numbered('observation', found.science_numbers)} and "
            f"{agree(found.science_numbers, 'its', 'their')} background "
            f"({numbered('observation', found.sky_numbers)})"
        )
        if link.sequence:
            comes = agree(foreign, "comes", "come")
            message = f"In their sequence, {others} {comes} between {pair}."
            fix = in_requirements(
                f"reorder the {LINK} so that the background comes right before or after the "
                f"science, or take {others} out of it"
            )
        else:
            message = f"The link of {pair} also includes {others}, which may be taken in between."
            fix = in_requirements(
                f"tick Sequence in the {LINK} of {pair} and put the two next to each other, or "
                f"take {others} out of it"
            )
        yield Fault(
            message=message,
            fix=fix,
            at=link,
            about=found,
            severity=None if link.sequence else "info",
            remedy=beside(graph, link),
        )
