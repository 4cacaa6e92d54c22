from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.rules import Context, Fault, Graph, Verdicts, applies, rule
from aptcheck.wording import briefly

if TYPE_CHECKING:
    from aptcheck.background.intent import Intent


@rule("BKG902", severity="info", draft="off")
def background_unnecessary(graph: Graph, context: Context) -> Verdicts:
    """An isolated point source has a dedicated background that it does not need.

    ## What
    The source class is set to isolated-point, the observation has a background, and no strategy
    that uses it (pixel, master) is set. Reported once for the whole proposal.

    ## Why
    The pipeline takes the background of an isolated point source from an annulus around it. The
    time of the background observation may be better spent on the source.

    ## How to fix
    Remove the background observations and use the point-source dither pattern. If you also need the
    background subtracted from the cubes, set the strategy to master or pixel in the configuration.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", What does this mean for my science program?
    ("Isolated point source observations do not need to take a dedicated background", read 2026-11).
    """
    stated = [science for science in graph.sciences if science.intent.class_set]
    points = [s for s in stated if s.intent.source_class == "isolated-point"]
    applies(points, "no source class is set to isolated-point")
    spared = [s.observation for s in points if s.bonds and not _is_meant(s.intent)]
    if spared:
        spared.sort(key=lambda observation: observation.number)
        numbers = [observation.number for observation in spared]
        yield Fault(
            message=f"Isolated point sources need no dedicated background: for "
            f"{briefly('observation', numbers)} the pipeline can take it from an annulus.",
            fix=f"Remove the background observations of {briefly('observation', numbers)}, or set "
            "the strategy to master or pixel in the configuration.",
            at=spared[0],
            each=dict.fromkeys(numbers),
        )


def _is_meant(intent: Intent) -> bool:
    return intent.strategy_set and intent.strategy in ("pixel", "master")
