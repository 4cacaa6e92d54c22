"""An isolated point source needs no dedicated background."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.background.graph import Graph
from aptcheck.background.wording import numbered
from aptcheck.finding import Severity
from aptcheck.rules.context import Context
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, Verdict

_MEANT = frozenset({"pixel", "master"})


@rule("BKG902", severity=Severity.INFO, draft="off")
def background_unnecessary(graph: Graph, context: Context) -> Iterator[Verdict]:
    """An isolated point source takes a dedicated background it could do without.

    ## What
    The source class is set to isolated-point, the observation has a background, and no strategy
    that uses it (pixel, master) is set. Reported once for the whole proposal.

    ## Why
    The pipeline takes the background of an isolated point source from an annulus around it. The
    time of the sky observation may be better spent on the source.

    ## How to fix
    Leave out the background observations and use the point-source dither pattern. If you want the
    background subtracted from the cubes as well, set the strategy to master or pixel in the
    configuration.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", What does this mean for my science program?
    ("Isolated point source observations do not need to take a dedicated background", read 2026-11).
    """
    points = [
        science
        for science in graph.sciences
        if science.intent.class_set and science.intent.source_class == "isolated-point"
    ]
    if not points:
        yield NotApplicable("no source class is set to isolated-point")
        return
    spared = [
        science
        for science in points
        if science.edges and not (science.intent.strategy_set and science.intent.strategy in _MEANT)
    ]
    if not spared:
        return
    numbers = [science.number for science in spared]
    yield Fault(
        message=f"Isolated point sources need no dedicated background: "
        f"{numbered('observation', numbers)} could take it from an annulus.",
        fix="Leave out their background observations, or set their strategy to master or pixel in "
        "the configuration.",
        at=spared[0].observation,
        related=tuple(numbers),
    )
