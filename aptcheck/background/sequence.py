"""The order of science and sky, what may come between, and whether a link separates them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from aptcheck.background.declared_elsewhere import declared_elsewhere

if TYPE_CHECKING:
    from aptcheck.background.graph import Graph
    from aptcheck.background.roles import Science
    from aptcheck.model import AfterLink, GroupLink, Observation

__all__ = ["Gap", "Spoiled", "gaps", "has_sky_before", "keeps_apart", "spoiled"]

_SECONDS_PER_DAY = 86_400.0


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Spoiled:
    """A sky that follows, in a Sequence, science observations that it does not serve.

    ``after`` are the numbers of those it follows, ``served`` of those it serves.
    """

    sky: Observation
    link: GroupLink
    after: tuple[int, ...]
    served: tuple[int, ...]


def has_sky_before(science: Science) -> bool:
    """Whether a Sequence puts one of its skies before a science observation."""
    return any(
        link.first_place[number] < link.first_place[science.number]
        for bond in science.bonds
        for link in bond.links
        if link.sequence
        for number in bond.sky_numbers
    )


def spoiled(graph: Graph, sciences: Iterable[Science]) -> Iterator[Spoiled]:
    """Yield the skies of others that follow any of the science observations in a Sequence.

    A science without a sky before it has the wrong order itself: its own skies are left out. A
    shadow follows immediately only in a non-interruptible link.
    """
    own = {
        science.number: frozenset() if has_sky_before(science) else science.sky_numbers
        for science in sciences
    }
    for link in graph.proposal.links.groups:
        before: list[int] = []
        for number in dict.fromkeys(link.members) if link.sequence else ():
            sky = graph.proposal.observation(number)
            if before and sky is not None:
                users = [
                    science.number
                    for science in graph.users_of(sky)
                    if link.non_interruptible or not science.uses_shadow
                ]
                after = [n for n in before if number not in own[n] and users not in ([], [n])]
                if after:
                    served = [n for n in users if after != [n]]
                    yield Spoiled(
                        sky=sky, link=link, after=tuple(sorted(after)), served=tuple(served)
                    )
            if number in own:
                before.append(number)


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Gap:
    """The unrelated members of a link between a science observation and its nearest sky.

    In a Sequence they are between the two; otherwise they may be scheduled there.
    """

    science_numbers: tuple[int]
    skies: tuple[Observation]
    link: GroupLink
    foreign: tuple[int, ...]


def gaps(graph: Graph) -> Iterator[Gap]:
    """Yield the gap of every linked science observation that no link keeps next to its sky.

    A non-interruptible link comes before others, and a Sequence before a mere group. Observations
    connected by shared skies are not strangers, nor is science that does not declare the sky it is
    linked with, which is a separate fault. A shadow must not be next to the science it serves.
    """
    strangers = _Strangers(graph)
    for science in (one for one in graph.sciences if not one.uses_shadow):
        links = {id(link): link for bond in science.bonds for link in bond.links}
        binding = [link for link in links.values() if link.non_interruptible] or links.values()
        found = [_nearest(science, link, strangers) for link in binding]
        if found and all(gap.foreign for gap in found):
            yield next((gap for gap in found if gap.link.sequence), found[0])


class _Strangers:
    """The members of a link that are unrelated to an observation in it."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._undeclared = {found.science.number for found in declared_elsewhere(graph)}
        self._known: dict[tuple[frozenset[int], int], tuple[int, ...]] = {}

    def beside(self, observation: Observation, link: GroupLink) -> tuple[int, ...]:
        """Return their numbers, in the order of the list."""
        joined = self._graph.connected_to(observation)
        key = joined, id(link)
        if key not in self._known:
            self._known[key] = tuple(
                number
                for number in link.members
                if number not in joined
                and number not in self._undeclared
                and (other := self._graph.proposal.observation(number)) is not None
                and not other.is_out
            )
        return self._known[key]


def _nearest(science: Science, link: GroupLink, strangers: _Strangers) -> Gap:
    """Return the gap between a science observation and the nearest of its skies in a link."""
    foreign = strangers.beside(science.observation, link)
    skies = [sky for sky in science.skies if sky.number in link.first_place]
    if not foreign or not link.sequence:
        return Gap(science_numbers=(science.number,), skies=(skies[0],), link=link, foreign=foreign)
    strange = frozenset(foreign)
    passed = (0, *accumulate(number in strange for number in link.members))

    def span(sky: Observation) -> tuple[int, int]:
        first, last = sorted(link.first_place[n] for n in (science.number, sky.number))
        return first + 1, last

    def passed_between(sky: Observation) -> int:
        start, end = span(sky)
        return passed[end] - passed[start]

    sky = min(skies, key=passed_between)
    foreign = tuple(number for number in link.members[slice(*span(sky))] if number in strange)
    return Gap(science_numbers=(science.number,), skies=(sky,), link=link, foreign=foreign)


def keeps_apart(link: AfterLink, one: Observation, other: Observation) -> bool:
    """Whether the minimum interval of an After link separates two observations.

    An interval no longer than the earlier observation (the science time that APT writes into the
    file) lets the later one follow immediately.
    """
    pair = {one.number: one, other.number: other}
    if {link.observation, link.after} != set(pair) or not link.min_days:
        return False
    earlier = pair[link.after] if link.after is not None else one
    return link.min_days * _SECONDS_PER_DAY > (earlier.science_duration_s or 0)
