"""A link alone makes no background."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from aptcheck.background.graph import Graph
from aptcheck.background.ramps import ramps_of
from aptcheck.background.strays import Stray, strays
from aptcheck.background.wording import listed, numbered
from aptcheck.finding import Severity
from aptcheck.model import Observation
from aptcheck.rules.context import Context
from aptcheck.rules.excerpt import excerpt
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, Verdict


@rule("BKG117", severity=Severity.ERROR, draft="warning")
def linked_but_not_declared(graph: Graph, context: Context) -> Iterator[Verdict]:
    """A science observation is linked with a background that its target does not list.

    ## What
    A non-interruptible link holds an MRS science observation and a sky that another target
    declares, and the target of the science observation does not list that sky. A warning where
    the two have no grating in common, or where the strategy for the science is none. A science
    observation with a sky of its own in the same link merely shares the link.

    ## Why
    The pipeline needs both, the link and the entry in the list of the science target. With the
    link alone the science gets no background.

    ## How to fix
    In APT open the science target in Fixed Targets, tick the background checkbox and choose the
    sky target beside it. If it needs no background, take it out of the link, or set its strategy
    to none in `aptcheck.toml`.

    ## Source
    Association generator of jwst 3.0.0, run on a pool with a linked science target that does not
    list the sky: nothing is attached at level 2.
    """
    if not graph.skies:
        yield NotApplicable("no background is declared and taken")
        return
    same: dict[int | None, list[Stray]] = defaultdict(list)
    for stray in strays(graph):
        target = stray.sky.target
        same[target.number if target is not None else None].append(stray)
    for found in same.values():
        sky = found[0].sky
        skies = sorted({stray.sky.number for stray in found})
        sciences = sorted({stray.science.number for stray in found})
        targets = list(
            dict.fromkeys(
                excerpt(stray.science.target.name)
                for stray in found
                if stray.science.target is not None
            )
        )
        names = listed(targets or ["the science target"])
        sky_name = excerpt(sky.target.name) if sky.target is not None else "the sky"
        verb = "is" if len(sciences) == 1 else "are"
        yield Fault(
            message=f"{numbered('Observation', sciences)} {verb} linked with the background "
            f"{sky_name} ({numbered('observation', skies)}), which {names} "
            f"{'do' if len(targets) > 1 else 'does'} not list.",
            fix=f"In Targets, entry {names}, tick the background checkbox and choose {sky_name}; "
            f"or take {numbered('observation', sciences)} out of the link in Special "
            "Requirements.",
            at=found[0].link,
            observation=skies[0],
            related=tuple(sciences),
            severity=None if any(_needs(stray) for stray in found) else Severity.WARNING,
        )


def _needs(stray: Stray) -> bool:
    """Whether the science would have use for the sky."""
    shared = _gratings(stray.science.observation) & _gratings(stray.sky)
    return bool(shared) and stray.science.intent.strategy != "none"


def _gratings(observation: Observation) -> set[str]:
    return {ramp.setting[0] for ramp in ramps_of([observation])}
