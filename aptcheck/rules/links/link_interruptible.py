from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from aptcheck.background.shared_faults import shared_faults
from aptcheck.remedies.links import binding, is_parted
from aptcheck.rules import SUBTRACTED_MODES, Context, Fault, Graph, Verdicts, applies, rule
from aptcheck.rules.links.back_to_back import back_to_back
from aptcheck.wording import LINK, agree, in_requirements, numbered

if TYPE_CHECKING:
    from aptcheck.background.bond import Bond
    from aptcheck.model import GroupLink


@rule("BKG105", severity="error", draft="warning", modes=SUBTRACTED_MODES)
def link_interruptible(graph: Graph, context: Context) -> Verdicts:
    """The link of science and background may be interrupted.

    ## What
    A science observation and its background share a link, but not a non-interruptible one, and no
    other background in such a link takes its place. One good link suffices: a looser group around
    pairs that are well linked, such as "within 7 days", is not a fault. Silent for the moving
    targets of the strategy shadow, which need time between the two.

    ## Why
    Other programmes may be scheduled between the two, up to the time the link allows, or without
    limit. Zodiacal and telescope background, hot pixels and the detector's striping change in the
    meantime, and what is subtracted is not what was there. APT counts only non-interruptible links
    when it looks for the background observations of a science observation.

    ## How to fix
    In APT open Special Requirements of the science observation, edit the Group/Sequence
    Observations Link and tick Non-interruptible (the time interval goes away).

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background ("a
    non-interruptible sequence", read 2026-11). APT's printed lists of background observations,
    1,549 programmes, 2021 to 2026: 671 of 671 lists of MRS science observations, and 349 of 350 of
    other modes, name only backgrounds in non-interruptible links. Until early 2024 APT counted only
    a sequence, not a group.
    """
    tied = [bond for bond in back_to_back(graph.sciences) if bond.links]
    applies(tied, "no linked background")
    loose = [bond for bond in tied if not bond.held]
    for found in shared_faults(loose, lambda bond: _tightest(bond).members):
        link = _tightest(found.first)
        gap = "Non-interruptible is not ticked"
        if link.within_days is not None:
            days = "day" if link.within_days == 1 else "days"
            gap = f"other observations may come between them for {link.within_days:g} {days}"
        pair = sorted({*found.science_numbers, *found.sky_numbers})
        alone = len(pair) == len(link.members) == 2 and not (
            link.dangling or is_parted(graph.proposal, link)
        )
        yield Fault(
            message=f"{numbered('Observation', found.science_numbers)} and "
            f"{agree(found.science_numbers, 'its', 'their')} background "
            f"({numbered('observation', found.sky_numbers)}) are linked, but {gap}.",
            fix=in_requirements(f"edit the {LINK} and tick Non-interruptible", pair),
            at=link,
            about=found,
            # one link is one fault, in however many modes it links pairs
            cause=link.members,
            remedy=binding(graph.proposal, link, alone=alone),
        )


def _tightest(bond: Bond) -> GroupLink:
    """Return the tightest common link: by its time limit, then by how few share it."""
    return min(
        bond.links,
        key=lambda link: (
            inf if link.within_days is None else link.within_days,
            len(link.members),
            link.members,
        ),
    )
