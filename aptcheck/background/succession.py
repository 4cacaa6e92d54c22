"""Which of science and sky is observed first, as far as a SEQUENCE link fixes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aptcheck.background.edge import Edge
    from aptcheck.background.graph import Graph
    from aptcheck.background.sides import Science
    from aptcheck.model import GroupLink

__all__ = ["Follower", "followers", "has_sky_before"]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Follower:
    """A pair whose sky comes after a science observation that is not the pair's, in one SEQUENCE.

    ``first`` is that science observation.
    """

    first: Science
    edge: Edge
    link: GroupLink


def has_sky_before(science: Science) -> bool:
    """Whether a SEQUENCE puts one of its skies before a science observation."""
    return any(
        link.sequence and _place(link, edge.sky.number) < _place(link, science.number)
        for edge in science.edges
        for link in edge.links
    )


def followers(graph: Graph, science: Science) -> Iterator[Follower]:
    """Yield the declared pairs of others whose sky follows a science observation."""
    for link in graph.links_of(science.observation):
        if link.sequence:
            for number in link.members[_place(link, science.number) + 1 :]:
                sky = graph.proposal.observation(number)
                for edge in graph.edges_to(sky) if sky is not None else ():
                    if edge.science.number != science.number:
                        yield Follower(first=science, edge=edge, link=link)


def _place(link: GroupLink, number: int) -> int:
    return link.members.index(number)
