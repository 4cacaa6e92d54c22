"""What is, or may be, taken between a science observation and its sky."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.background.strays import strays

if TYPE_CHECKING:
    from aptcheck.background.graph import Graph
    from aptcheck.background.sides import Science
    from aptcheck.model import GroupLink, Observation

__all__ = ["Gap", "gaps"]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Gap:
    """The strangers between a science observation and its nearest sky in a link.

    With a SEQUENCE they stand between the two, else they may be put there.
    """

    science: Science
    sky: Observation
    link: GroupLink
    foreign: tuple[int, ...]


def gaps(graph: Graph) -> Iterator[Gap]:
    """Yield the gap of every linked science observation that no link keeps beside its sky.

    A NON-INTERRUPTIBLE link comes before others, and a SEQUENCE before a mere group. Observations
    joined by shared skies are no strangers, nor is science that does not declare the sky it is
    linked with: that is a fault of its own.
    """
    undeclared = {stray.science.number for stray in strays(graph)}
    for science in graph.sciences:
        links = {id(link): link for edge in science.edges for link in edge.links}
        binding = [link for link in links.values() if link.non_interruptible] or links.values()
        found = [_nearest(graph, science, link, undeclared) for link in binding]
        if found and all(gap.foreign for gap in found):
            yield next((gap for gap in found if gap.link.sequence), found[0])


def _nearest(graph: Graph, science: Science, link: GroupLink, undeclared: Set[int]) -> Gap:
    """Return the gap between a science observation and the nearest of its skies in a link."""
    joined = graph.complex_of(science.observation)
    foreign = tuple(
        number
        for number in link.members
        if number not in joined
        and number not in undeclared
        and (observation := graph.proposal.observation(number)) is not None
        and not observation.is_out
    )
    members = frozenset(link.members)
    skies = [sky for sky in science.skies if sky.number in members]
    if not link.sequence:
        return Gap(science=science, sky=skies[0], link=link, foreign=foreign)
    strange = frozenset(foreign)
    found = [
        Gap(
            science=science,
            sky=sky,
            link=link,
            foreign=tuple(n for n in _between(link, science, sky) if n in strange),
        )
        for sky in skies
    ]
    return min(found, key=lambda gap: len(gap.foreign))


def _between(link: GroupLink, science: Science, sky: Observation) -> tuple[int, ...]:
    """Return the members of a SEQUENCE between two of them."""
    first, last = sorted(map(link.members.index, (science.number, sky.number)))
    return link.members[first + 1 : last]
