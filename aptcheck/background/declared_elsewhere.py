"""Science observations held together with a sky that their own target does not declare."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.background.orphans import orphan

if TYPE_CHECKING:
    from aptcheck.background.graph import Graph
    from aptcheck.background.roles import Science
    from aptcheck.model import GroupLink, Observation

__all__ = ["DeclaredElsewhere", "declared_elsewhere"]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class DeclaredElsewhere:
    """A science observation and the undeclared sky beside it in a NON-INTERRUPTIBLE link."""

    science: Science
    sky: Observation
    link: GroupLink


def declared_elsewhere(graph: Graph) -> Iterator[DeclaredElsewhere]:
    """Yield every science observation linked with a sky that only other targets declare.

    One that has a sky of its own in the same link, be it undeclared, merely shares the link. A sky
    whose list stands on the wrong copy of the science target is that fault, not this one, and what
    is beside its target with the imager primary is no science.
    """
    skies = {sky.number: sky for sky in graph.skies if not _on_wrong_copy(graph, sky)}
    sciences = {science.number: science for science in graph.sciences}
    for link in graph.proposal.links.groups:
        if not link.non_interruptible:
            continue
        held = [skies[number] for number in dict.fromkeys(link.members) if number in skies]
        for number in dict.fromkeys(link.members) if held else ():
            science = sciences.get(number)
            if (
                science is None
                or science.target is None
                or science.observation.is_beside_target
                or number in graph.held_by_undeclared
                or any(sky.number in link.members for sky in science.skies)
            ):
                continue
            for sky in held:
                if not _lists(science, sky) and sky.number != number:
                    yield DeclaredElsewhere(science=science, sky=sky, link=link)


def _lists(science: Science, sky: Observation) -> bool:
    if science.target is None or sky.target is None:
        return False
    named = {reference.number for reference in science.target.backgrounds}
    return sky.target.number in {*named, science.target.number}


def _on_wrong_copy(graph: Graph, sky: Observation) -> bool:
    target = graph.proposal.target_of(sky)
    found = orphan(graph, target) if target is not None else None
    return found is not None and bool(found.copied)
