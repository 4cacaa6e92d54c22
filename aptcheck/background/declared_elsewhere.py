"""Science observations linked with a sky that their own target does not declare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.background.grouping import grouped
from aptcheck.background.orphans import orphan
from aptcheck.modes.ramps import elements_of

if TYPE_CHECKING:
    from aptcheck.background.graph import Graph
    from aptcheck.background.roles import Science
    from aptcheck.model import GroupLink, Observation

__all__ = ["DeclaredElsewhere", "declared_elsewhere"]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class DeclaredElsewhere:
    """A science observation and undeclared skies in its non-interruptible link.

    The skies are of one target and take the same settings.
    """

    science: Science
    skies: tuple[Observation, ...]
    link: GroupLink

    @property
    def science_numbers(self) -> tuple[int, ...]:
        """The number of the science observation."""
        return (self.science.number,)

    @property
    def target_number(self) -> int | None:
        """The number of the background target."""
        return self.skies[0].target_number

    @property
    def shares_a_setting(self) -> bool:
        """Whether the skies take a grating, or what the mode chooses, that the science takes.

        An observation without any, such as an empty form, counts as sharing them.
        """
        return _share(self.science.observation, self.skies[0])


def declared_elsewhere(graph: Graph) -> Iterator[DeclaredElsewhere]:
    """Yield every science observation linked with a sky that only other targets declare.

    A science with a sky of its own in the same link, even undeclared, merely shares the link. A sky
    whose list is on the wrong copy of the science target is a separate fault, and an observation
    beside its target with the imager primary is not science.
    """
    by_target = grouped(graph.skies, lambda sky: sky.target_number)
    skies = {
        sky.number: sky
        for members in by_target.values()
        if not _on_wrong_copy(graph, members[0])
        for sky in members
    }
    sciences = {science.number: science for science in graph.sciences}
    for link in graph.proposal.links.groups:
        if not link.non_interruptible:
            continue
        members = dict.fromkeys(link.members)
        held = [skies[number] for number in members if number in skies]
        kinds = grouped(held, lambda sky: (sky.target_number, elements_of(sky))).values()
        for number in members if held else ():
            science = sciences.get(number)
            if (
                science is None
                or science.target is None
                or science.observation.is_beside_target
                or number in graph.held_by_undeclared
                or any(sky.number in members for sky in science.skies)
            ):
                continue
            yield from _of_kinds(science, kinds, link)


def _of_kinds(
    science: Science, kinds: Iterable[Sequence[Observation]], link: GroupLink
) -> Iterator[DeclaredElsewhere]:
    """Yield the skies of each kind that a science observation does not list.

    Those of another setting are left out where the same target has one of the science's own.
    """
    foreign = (tuple(sky for sky in kind if sky.number != science.number) for kind in kinds)
    found = [skies for skies in foreign if skies and not _lists(science, skies[0])]
    answered = {s[0].target_number for s in found if _share(science.observation, s[0])}
    for skies in found:
        if skies[0].target_number not in answered or _share(science.observation, skies[0]):
            yield DeclaredElsewhere(science=science, skies=skies, link=link)


def _share(science: Observation, sky: Observation) -> bool:
    wanted, offered = elements_of(science), elements_of(sky)
    return not wanted or not offered or not wanted.isdisjoint(offered)


def _lists(science: Science, sky: Observation) -> bool:
    if science.target is None or sky.target is None:
        return False
    named = {reference.number for reference in science.target.backgrounds}
    return sky.target.number in {*named, science.target.number}


def _on_wrong_copy(graph: Graph, sky: Observation) -> bool:
    target = graph.proposal.target_of(sky)
    found = orphan(graph, target) if target is not None else None
    return found is not None and bool(found.copied)
