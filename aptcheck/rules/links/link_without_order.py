"""A group fixes no order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from aptcheck.background.edge import Edge
from aptcheck.background.graph import Graph
from aptcheck.background.wording import numbered
from aptcheck.finding import Severity
from aptcheck.rules.context import Context
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, Verdict


@rule("BKG118", severity=Severity.INFO)
def link_without_order(graph: Graph, context: Context) -> Iterator[Verdict]:
    """The link of science and background is non-interruptible, but fixes no order.

    ## What
    The only non-interruptible link of a science observation and its background is a group, not a
    sequence.

    ## Why
    Both are taken back to back, which is what matters most. Which of them comes first is the
    scheduler's choice; after a bright source, persistence may then lie in the background. APT's
    own message about backgrounds speaks of a sequence.

    ## How to fix
    In APT open Special Requirements of the science observation, edit the Group/Sequence
    Observations Link and tick SEQUENCE, with the background before a bright science target.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background ("linked together
    as a non-interruptible sequence", read 2026-11).
    """
    held = [edge for edge in graph.edges if edge.non_interruptible]
    if not held:
        yield NotApplicable("no background in a non-interruptible link")
        return
    open_links: dict[tuple[int, ...], list[Edge]] = defaultdict(list)
    for edge in held:
        if edge.sequence is None:
            link = next(link for link in edge.links if link.non_interruptible)
            open_links[link.members].append(edge)
    for members, edges in open_links.items():
        skies = sorted({edge.sky.number for edge in edges})
        sciences = sorted({edge.science.number for edge in edges})
        link = next(link for link in edges[0].links if link.members == members)
        yield Fault(
            message=f"The link of {numbered('observation', sciences)} and the background "
            f"{numbered('observation', skies)} is no SEQUENCE: the order is the scheduler's.",
            fix="In Special Requirements edit the Group/Sequence Observations Link and tick "
            "SEQUENCE if the order matters, with the background before a bright source.",
            at=link,
            observation=skies[0],
            related=tuple(sciences),
        )
