from __future__ import annotations

from aptcheck.background.sequence import gaps
from aptcheck.background.shared_faults import shared_faults
from aptcheck.remedies.links import beside
from aptcheck.rules import SUBTRACTED_MODES, Context, Fault, Graph, Verdicts, applies, rule
from aptcheck.rules.links.back_to_back import back_to_back
from aptcheck.wording import agree, in_requirements, numbered


@rule("BKG106", severity="warning", submit="raised", modes=SUBTRACTED_MODES)
def background_not_adjacent(graph: Graph, context: Context) -> Verdicts:
    """Another observation is taken between the science and its background.

    ## What
    In the sequence that holds a science observation and its background, an observation that
    belongs to neither stands between the science and its nearest sky (a warning). In a link
    without SEQUENCE the order is open: an info, where it holds such observations at all. Science
    and sky observations that share skies with each other are no strangers, so that
    sky-science-sky or the tiles of a mosaic around one sky are fine; nor are a star and its PSF
    reference, with the skies of both. Silent for the moving targets of the strategy shadow.

    ## Why
    The background is to be observed adjacent in time: detector and background drift, and a
    bright source in between leaves persistence in the sky.

    ## How to fix
    In APT open Special Requirements, Group/Sequence Observations Link, and reorder the sequence so
    that the background comes right before or after its science, or take the others out of the
    link. An APT before November 2024 orders a sequence by number: there, number the observations in
    the order you want.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background ("so that the
    background is observed adjacent in time to the science observations", read 2026-11). That a
    sequence is reordered in its link: 39 proposals that APT printed from November 2024 on.
    """
    applies(any(bond.links for bond in back_to_back(graph.sciences)), "no linked background")
    for found in shared_faults(gaps(graph), lambda gap: gap.link.members):
        link = found.first.link
        foreign = sorted({number for gap in found.pairs for number in gap.foreign})
        others = numbered("observation", foreign)
        pair = (
            f"{numbered('observation', found.science_numbers)} and the background "
            f"{numbered('observation', found.sky_numbers)}"
        )
        if link.sequence:
            stand = agree(foreign, "stands", "stand")
            message = f"In their sequence {others} {stand} between {pair}."
            fix = in_requirements(
                "reorder the Group/Sequence Observations Link so that the background comes right "
                f"before or after its science, or take {others} out of it"
            )
        else:
            message = f"The link of {pair} also holds {others}, which may be taken in between."
            fix = in_requirements(
                f"tick SEQUENCE in the link of {pair}, with the two side by side, or take "
                f"{others} out of it"
            )
        yield Fault(
            message=message,
            fix=fix,
            at=link,
            about=found,
            severity=None if link.sequence else "info",
            remedy=beside(graph, link),
        )
