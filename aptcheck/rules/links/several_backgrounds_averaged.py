"""Several skies for one science are averaged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from aptcheck.background.edge import Edge
from aptcheck.background.graph import Graph
from aptcheck.background.ramps import Setting
from aptcheck.background.sides import Science
from aptcheck.background.wording import numbered, setting_names
from aptcheck.finding import Severity
from aptcheck.rules.context import Context
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, Verdict


@rule("BKG115", severity=Severity.INFO)
def several_backgrounds_averaged(graph: Graph, context: Context) -> Iterator[Verdict]:
    """A science observation has several backgrounds, which will be averaged.

    ## What
    More than one sky observation is linked with a science observation and exposes the same
    grating and detector arm. Gratings that are split over two sky observations are not meant.

    ## Why
    The pipeline attaches them all and averages them. That is what you want of a sky before and
    one after; it is not, if one of them was meant for another science observation.

    ## How to fix
    Nothing, if the average is meant. Otherwise give each background a target entry of its own in
    Targets and list only the one that serves each science target.

    ## Source
    Association generator of jwst 3.0.0: every linked exposure of a listed target is attached.
    """
    if not graph.edges:
        yield NotApplicable("no background is declared and taken")
        return
    same: dict[tuple[int, ...], list[Science]] = defaultdict(list)
    shared: dict[tuple[int, ...], set[Setting]] = defaultdict(set)
    for science in graph.sciences:
        if science.observation.requirements.time_series:
            continue
        doubled = _doubled([edge for edge in science.edges if edge.linked])
        skies = tuple(sorted({number for numbers in doubled.values() for number in numbers}))
        if skies:
            same[skies].append(science)
            shared[skies].update(doubled)
    for skies, sciences in same.items():
        numbers = tuple(science.number for science in sciences)
        yield Fault(
            message=f"{numbered('Observation', skies)} are all attached to "
            f"{numbered('observation', numbers)} in {setting_names(shared[skies])} and will be "
            "averaged.",
            fix="Nothing, if the average is meant; else give each background a target entry of "
            "its own in Targets and list only the one that serves each science target.",
            at=graph.proposal.observation(skies[0]),
            observation=skies[0],
            related=numbers,
            subject=" ".join(str(number) for number in skies),
        )


def _doubled(edges: list[Edge]) -> dict[Setting, set[int]]:
    """Return the settings that more than one sky answers, with those skies."""
    answering: dict[Setting, set[int]] = defaultdict(set)
    for edge in edges:
        for answer in edge.answers:
            if answer.science and answer.sky:
                answering[answer.setting].add(edge.sky.number)
    return {setting: skies for setting, skies in answering.items() if len(skies) > 1}
