"""The link must be non-interruptible."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from aptcheck.background.edge import Edge
from aptcheck.background.graph import Graph
from aptcheck.background.wording import numbered
from aptcheck.finding import Severity
from aptcheck.model import GroupLink
from aptcheck.rules.context import Context
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, Verdict


@rule("BKG105", severity=Severity.ERROR, draft="warning")
def link_interruptible(graph: Graph, context: Context) -> Iterator[Verdict]:
    """The link of science and background may be interrupted.

    ## What
    A science observation and its background share a link, but none that is NON-INTERRUPTIBLE. One
    good link suffices.

    ## Why
    Other programmes may be scheduled between the two, up to the time the link allows, or without
    bound. Zodiacal and telescope background, hot pixels and the detector's striping change in the
    meantime, and what is subtracted is not what was there.

    ## How to fix
    In APT open Special Requirements of the science observation, edit the Group/Sequence
    Observations Link and tick NON-INTERRUPTIBLE (the time interval goes away).

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background ("a
    non-interruptible sequence", read 2026-11).
    """
    tied = [edge for edge in graph.edges if edge.links]
    if not tied:
        yield NotApplicable("no linked background")
        return
    loose: dict[tuple[int, ...], list[Edge]] = defaultdict(list)
    for edge in tied:
        if not edge.non_interruptible and not edge.in_target_group:
            loose[edge.links[0].members].append(edge)
    for edges in loose.values():
        link = edges[0].links[0]
        skies = sorted({edge.sky.number for edge in edges})
        sciences = sorted({edge.science.number for edge in edges})
        yield Fault(
            message=f"{numbered('Observation', sciences)} and the background "
            f"{numbered('observation', skies)} are linked, but {_gap(link)}.",
            fix="In Special Requirements edit the Group/Sequence Observations Link of "
            f"{numbered('observation', sorted({*sciences, *skies}))} and tick NON-INTERRUPTIBLE.",
            at=link,
            observation=skies[0],
            related=tuple(sciences),
        )


def _gap(link: GroupLink) -> str:
    if link.within_days is None:
        return "the link is not NON-INTERRUPTIBLE"
    return f"the link lets other observations come between them for {link.within_days:g} days"
