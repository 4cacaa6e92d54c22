from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.background.shared_faults import shared_faults
from aptcheck.remedies.links import sequence
from aptcheck.rules import (
    SUBTRACTED_MODES,
    Context,
    Fault,
    Graph,
    NotApplicable,
    Verdicts,
    applies,
    rule,
)
from aptcheck.rules.links.back_to_back import back_to_back
from aptcheck.wording import LINK, agree, excerpt, in_requirements, numbered

if TYPE_CHECKING:
    from aptcheck.background.bond import Bond

#: The year of the APT that first counted a background in a non-interruptible group.
_COUNTS_GROUPS = 2024


@rule("BKG118", severity="info", modes=SUBTRACTED_MODES)
def link_without_order(graph: Graph, context: Context) -> Verdicts:
    """The link of science and background is a non-interruptible group, in a proposal of an old APT.

    ## What
    The only non-interruptible link of a science observation and its background is a group, not a
    sequence, and the proposal was written by an APT older than 2024. Silent where the version is
    not known, and for the moving targets of the strategy shadow.

    ## Why
    Both are taken back to back, which is what matters most, but an APT older than 2024 does not
    count the background: it lists only the backgrounds in a sequence (none of 6 in a group is
    listed up to January 2024, 145 of 145 from February 2024 on), and its message asks for a
    non-interruptible sequence. Since early 2024 it counts a non-interruptible group like a
    sequence. In a group the scheduler chooses the order, which matters only after a bright source:
    BKG701 judges it.

    ## How to fix
    Open and save the proposal with a current APT. Or open Special Requirements of the science
    observation and tick Sequence in the Group/Sequence Observations Link.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background ("linked together
    as a non-interruptible sequence", read 2026-11); proposals that APT printed, 2021 to 2026.
    """
    held = [bond for bond in back_to_back(graph.sciences) if bond.non_interruptible]
    applies(held, "no background in a non-interruptible link")
    unordered = [bond for bond in held if bond.sequence is None]
    if not unordered:
        return
    version = graph.proposal.apt_version or ""
    year = _year(version)
    if year is None:
        yield NotApplicable("the version of APT that wrote the proposal is not known")
        return
    applies(year < _COUNTS_GROUPS, "APT has counted a group like a sequence since 2024")
    for found in shared_faults(unordered, _members):
        links, members = found.first.links, _members(found.first)
        link = next(link for link in links if link.members == members)
        yield Fault(
            message=f"The link of {numbered('observation', found.science_numbers)} and "
            f"{agree(found.science_numbers, 'its', 'their')} background "
            f"({numbered('observation', found.sky_numbers)}) is a group, but APT "
            f"{excerpt(version)}, which wrote the proposal, counts only a sequence.",
            fix=in_requirements(f"tick Sequence in the {LINK}", members)
            + " Or open the proposal in a current APT and save it.",
            at=link,
            about=found,
            remedy=sequence(link),
        )


def _members(bond: Bond) -> tuple[int, ...]:
    return next(link.members for link in bond.links if link.non_interruptible)


def _year(version: str) -> int | None:
    """Return the year of 2023.5.2; versions before it, up to 27, are less than any year."""
    first = version.partition(".")[0]
    return int(first) if first.isdecimal() and first.isascii() and len(first) <= 4 else None
