"""Images of the background observation become background of the science images."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.background.graph import Graph
from aptcheck.background.wording import listed, numbered
from aptcheck.finding import Severity
from aptcheck.model import Observation
from aptcheck.rules.context import Context
from aptcheck.rules.excerpt import excerpt
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, Verdict


@rule("BKG804", severity=Severity.INFO)
def imager_cross_subtraction(graph: Graph, context: Context) -> Iterator[Verdict]:
    """Images of the source are attached as background to images of sky.

    ## What
    Both sides of a pair with Primary Channel = Imager take simultaneous images with the same
    filter. Reported once for all pairs of the proposal.

    ## Why
    In the background observation the imager is on the source, in the science observation on sky.
    The association generator marks the former as background of the latter: level-2 images of the
    science observation may come with the source subtracted from them.

    ## How to fix
    Reprocess the images without the background step, or image with different filters.

    ## Source
    Association generator of jwst 3.0.0, run on hand-made pools (2026-11).
    """
    pairs = [
        edge
        for edge in graph.edges
        if edge.linked and edge.sky.mrs is not None and edge.sky.mrs.imager_primary
    ]
    if not pairs:
        yield NotApplicable("no linked pair has Primary Channel = Imager")
        return
    crossed = [edge for edge in pairs if _filters(edge.science) & _filters(edge.sky)]
    if not crossed:
        return
    skies = list(dict.fromkeys(edge.sky.number for edge in crossed))
    sciences = list(dict.fromkeys(edge.science.number for edge in crossed))
    shared = sorted({f for e in crossed for f in _filters(e.science) & _filters(e.sky)})
    yield Fault(
        message=f"Background {numbered('observation', skies)} and science "
        f"{numbered('observation', sciences)} image with the same filter "
        f"({excerpt(listed(shared))}): the images of the source are attached as background to the "
        "images of the science side.",
        fix="Reprocess the images of the science side without background subtraction, or choose "
        "another imager filter on one side, MIRI MRS form.",
        at=crossed[0].sky.mrs,
        observation=skies[0] if len(skies) == 1 else None,
        related=tuple(sciences) if len(skies) == 1 else tuple(sorted({*skies, *sciences})),
    )


def _filters(observation: Observation) -> set[str]:
    mrs = observation.mrs
    if mrs is None or not mrs.takes_images:
        return set()
    return {exposure.filter for exposure in mrs.exposures if exposure.filter}
