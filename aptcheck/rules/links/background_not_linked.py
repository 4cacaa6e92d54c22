"""Science and background must be linked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from aptcheck.background.edge import Edge
from aptcheck.background.graph import Graph
from aptcheck.background.wording import numbered
from aptcheck.finding import Severity
from aptcheck.rules.context import Context
from aptcheck.rules.excerpt import excerpt
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, Verdict


@rule("BKG104", severity=Severity.ERROR, draft="warning")
def background_not_linked(graph: Graph, context: Context) -> Iterator[Verdict]:
    """A science observation shares no link with its background.

    ## What
    The target of an MRS science observation lists a background target, and no observation of that
    target is in a GROUP or SEQUENCE with it. Judged for each science observation: that another
    one of the same target is linked does not help. A target group needs no link.

    ## Why
    The link makes the observatory take both close in time, and it tells the pipeline which
    observations belong together. An unlinked science observation gets no background.

    ## How to fix
    In APT open Special Requirements of the science observation, add Group/Sequence Observations
    Link with the science and its background observation, and tick SEQUENCE and
    NON-INTERRUPTIBLE.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background ("should then be
    linked together as a non-interruptible sequence", read 2026-11); association generator of jwst
    3.0.0: an unlinked second science observation of a linked target gets nothing at level 2.
    """
    if not graph.edges:
        yield NotApplicable("no background is declared and taken")
        return
    users: dict[int | None, list[Edge]] = defaultdict(list)
    for edge in graph.edges:
        users[edge.sky.target.number if edge.sky.target is not None else None].append(edge)
    told: set[frozenset[int]] = set()
    for edges in users.values():
        loose = [edge for edge in edges if not edge.linked and _ends(edge) not in told]
        # Two targets that list each other lack one link, not two.
        told.update(_ends(edge) for edge in loose)
        if not loose:
            continue
        sky = loose[0].sky
        skies = sorted({edge.sky.number for edge in loose})
        sciences = tuple(sorted({edge.science.number for edge in loose}))
        linked = sorted({edge.science.number for edge in edges if edge.linked})
        name = excerpt(sky.target.name) if sky.target is not None else ""
        yield Fault(
            message=f"{numbered('Observation', sciences)} "
            f"{'shares' if len(sciences) == 1 else 'share'} no link with the background "
            f"{name} ({numbered('observation', skies)})"
            + (f"; only {numbered('observation', linked)} " if linked else "")
            + (f"{'is' if len(linked) == 1 else 'are'} linked with it." if linked else "."),
            fix=f"In Special Requirements of {numbered('observation', sciences)} add a Group/"
            f"Sequence Observations Link with observation {sky.number}, SEQUENCE, "
            "NON-INTERRUPTIBLE.",
            at=loose[0].science,
            observation=sky.number,
            related=sciences,
        )


def _ends(edge: Edge) -> frozenset[int]:
    return frozenset((edge.science.number, edge.sky.number))
