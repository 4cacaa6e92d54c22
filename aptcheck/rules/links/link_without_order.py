from __future__ import annotations

from aptcheck.background.shared_faults import shared_faults
from aptcheck.rules import Context, Edge, Fault, Graph, Verdicts, applies, rule
from aptcheck.rules.links.back_to_back import back_to_back
from aptcheck.wording import in_requirements, numbered


@rule("BKG118", severity="info")
def link_without_order(graph: Graph, context: Context) -> Verdicts:
    """The link of science and background is non-interruptible, but fixes no order.

    ## What
    The only non-interruptible link of a science observation and its background is a group, not a
    sequence. Silent for the moving targets of the strategy shadow.

    ## Why
    Both are taken back to back, which is what matters most. Which of them comes first is the
    scheduler's choice; after a bright source, persistence may then be in the background. APT is
    content with a non-interruptible group since early 2024 (145 of 145 backgrounds held by one are
    listed from then on, none of 6 before), and its message speaks of a group or sequence since
    August 2024. Older proposals had to insist on a sequence.

    ## How to fix
    Nothing, where the order does not matter. Otherwise open Special Requirements of the science
    observation in APT and make the Group/Sequence Observations Link a Sequence, reordered so that
    the background comes before a bright science target.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background ("linked together
    as a non-interruptible sequence", read 2026-11); proposals that APT printed, 2021 to 2026.
    """
    held = [edge for edge in back_to_back(graph.sciences) if edge.non_interruptible]
    applies(held, "no background in a non-interruptible link")
    unordered = [edge for edge in held if edge.sequence is None]
    for found in shared_faults(unordered, _members):
        links, members = found.first.links, _members(found.first)
        yield Fault(
            message=f"The link of {numbered('observation', found.science_numbers)} and the "
            f"background {numbered('observation', found.sky_numbers)} is a group, so the scheduler "
            "chooses the order.",
            fix=in_requirements(
                "make the Group/Sequence Observations Link a Sequence if the order matters, with "
                "the background before a bright source"
            ),
            at=next(link for link in links if link.members == members),
            about=found,
        )


def _members(edge: Edge) -> tuple[int, ...]:
    return next(link.members for link in edge.links if link.non_interruptible)
