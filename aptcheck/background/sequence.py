"""In what order science and sky are taken, what may come between, and whether a link parts them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
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
    """A sky that comes, in a SEQUENCE, after science observations other than those it serves.

    ``after`` are the numbers of the former, ``served`` those of the latter.
    """

    sky: Observation
    link: GroupLink
    after: tuple[int, ...]
    served: tuple[int, ...]


def has_sky_before(science: Science) -> bool:
    """Whether a SEQUENCE puts one of its skies before a science observation."""
    return any(
        link.sequence and _place(link, edge.sky.number) < _place(link, science.number)
        for edge in science.edges
        for link in edge.links
    )


def spoiled(graph: Graph, sciences: Iterable[Science]) -> Iterator[Spoiled]:
    """Yield the skies of others that follow some science observations in a SEQUENCE.

    Science without a sky before it has the wrong order itself: its own skies are left out. A shadow
    follows at once in a NON-INTERRUPTIBLE link only.
    """
    own = {
        science.number: set() if has_sky_before(science) else {sky.number for sky in science.skies}
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


def _place(link: GroupLink, number: int) -> int:
    return link.members.index(number)


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
    linked with: that is a fault of its own. A shadow is not to be beside its science.
    """
    undeclared = {found.science.number for found in declared_elsewhere(graph)}
    for science in (one for one in graph.sciences if not one.uses_shadow):
        links = {id(link): link for edge in science.edges for link in edge.links}
        binding = [link for link in links.values() if link.non_interruptible] or links.values()
        found = [_nearest(graph, science, link, undeclared) for link in binding]
        if found and all(gap.foreign for gap in found):
            yield next((gap for gap in found if gap.link.sequence), found[0])


def _nearest(graph: Graph, science: Science, link: GroupLink, undeclared: Set[int]) -> Gap:
    """Return the gap between a science observation and the nearest of its skies in a link."""
    joined = graph.connected_to(science.observation)
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


def keeps_apart(
    links: Iterable[AfterLink], one: Observation, other: Observation
) -> AfterLink | None:
    """Return the AFTER link of two observations whose minimum interval parts them, if any.

    An interval that the earlier observation fills by itself (its science time, which APT writes
    down) lets the later one follow at once. Only a link between the two is looked at.
    """
    pair = {one.number: one, other.number: other}
    for link in links:
        if {link.observation, link.after} != set(pair) or not link.min_days:
            continue
        earlier = pair[link.after] if link.after is not None else one
        if link.min_days * _SECONDS_PER_DAY > (earlier.science_duration_s or 0):
            return link
    return None
