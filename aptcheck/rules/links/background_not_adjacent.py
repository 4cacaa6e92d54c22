"""Nothing else should be taken between science and background."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from aptcheck.background.graph import Graph
from aptcheck.background.sides import Science
from aptcheck.background.strays import strays
from aptcheck.background.wording import numbered
from aptcheck.finding import Severity
from aptcheck.model import GroupLink
from aptcheck.rules.context import Context
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, Verdict


@dataclass(frozen=True, slots=True)
class _Gap:
    """What stands, or may be put, between a science observation and its nearest sky."""

    link: GroupLink
    science: int
    sky: int
    foreign: tuple[int, ...]


@rule("BKG106", severity=Severity.WARNING, raised_on_submit=True)
def background_not_adjacent(graph: Graph, context: Context) -> Iterator[Verdict]:
    """Another observation is taken between the science and its background.

    ## What
    In the sequence that holds a science observation and its background, an observation that
    belongs to neither stands between the science and its nearest sky (a warning). In a link
    without SEQUENCE the order is open: an info, where it holds such observations at all. Science
    and sky observations that share skies with each other are no strangers, so that
    sky-science-sky or the tiles of a mosaic around one sky are fine.

    ## Why
    The background is to be observed adjacent in time: detector and background drift, and a
    bright source in between leaves persistence in the sky.

    ## How to fix
    In APT number the observations so that the background comes right before or after its science,
    or take the others out of the link (Special Requirements, Group/Sequence Observations Link).

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background ("so that the
    background is observed adjacent in time to the science observations", read 2026-11).
    """
    tied = [science for science in graph.sciences if any(edge.links for edge in science.edges)]
    if not tied:
        yield NotApplicable("no linked background")
        return
    undeclared = {stray.science.number for stray in strays(graph)}
    gaps: dict[tuple[int, ...], list[_Gap]] = defaultdict(list)
    for science in tied:
        gap = _gap(graph, science, undeclared)
        if gap is not None:
            gaps[gap.link.members].append(gap)
    for found in gaps.values():
        yield _fault(found)


def _gap(graph: Graph, science: Science, undeclared: set[int]) -> _Gap | None:
    """Return what comes between, None where one link keeps the two side by side.

    What an undeclared science observation does in the link is BKG117's.
    """
    own = graph.complex_of(science.observation) | undeclared
    links = [link for edge in science.edges for link in edge.links]
    best: list[_Gap] = []
    for link in [link for link in links if link.non_interruptible] or links:
        skies = [sky.number for sky in science.skies if sky.number in link.members]
        between = [_between(graph, link, science.number, sky, own) for sky in skies]
        near = min(zip(between, skies, strict=True), key=lambda pair: len(pair[0]))
        if not near[0]:
            return None
        best.append(_Gap(link, science.number, near[1], near[0]))
    return next((gap for gap in best if gap.link.sequence), best[0])


def _between(
    graph: Graph, link: GroupLink, science: int, sky: int, own: frozenset[int]
) -> tuple[int, ...]:
    members = link.members
    if link.sequence:
        ends = sorted((members.index(science), members.index(sky)))
        members = members[ends[0] + 1 : ends[1]]
    return tuple(number for number in members if number not in own and _live(graph, number))


def _live(graph: Graph, number: int) -> bool:
    observation = graph.proposal.observation(number)
    return observation is not None and not observation.is_out


def _fault(gaps: list[_Gap]) -> Fault:
    link = gaps[0].link
    sciences = sorted({gap.science for gap in gaps})
    skies = sorted({gap.sky for gap in gaps})
    foreign = sorted({number for gap in gaps for number in gap.foreign})
    pair = f"{numbered('observation', sciences)} and the background "
    pair += numbered("observation", skies)
    others = numbered("observation", foreign)
    if link.sequence:
        stands = "stands" if len(foreign) == 1 else "stand"
        message = f"In their sequence {others} {stands} between {pair}."
        fix = (
            "Number the observations so that the background comes right before or after its "
            f"science, or take {others} out of the link in Special Requirements."
        )
    else:
        message = f"The link of {pair} also holds {others}, which may be taken in between."
        fix = (
            f"In Special Requirements tick SEQUENCE in the link of {pair}, with the two side by "
            f"side, or take {others} out of it."
        )
    return Fault(
        message=message,
        fix=fix,
        at=link,
        observation=skies[0],
        related=tuple(sciences),
        severity=Severity.WARNING if link.sequence else Severity.INFO,
    )
