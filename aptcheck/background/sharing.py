"""Who leans on which sky: a fault of a sky is one fault, however many science targets use it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from aptcheck.background.depth import Depth, depths
from aptcheck.modes.mrs.ramps import ramps_of

if TYPE_CHECKING:
    from aptcheck.background.edge import Edge
    from aptcheck.background.intent import Intent
    from aptcheck.background.roles import Background, Science
    from aptcheck.model import Observation

__all__ = ["SharedSkies", "SkyUse", "connected", "numbers_of", "shared_skies", "sky_uses"]


@dataclass(frozen=True, kw_only=True, eq=False)
class SharedSkies:
    """Sky observations that are used together, and every background that uses just these.

    One field with one exposure table: its depth and its dithers are judged once. ``users`` are all
    backgrounds with a sky, by its number, whatever other skies they have.
    """

    backgrounds: tuple[Background, ...]
    users: Mapping[int, Sequence[Background]] = field(repr=False)

    @property
    def skies(self) -> tuple[Observation, ...]:
        """The sky observations."""
        return self.backgrounds[0].skies

    @property
    def sciences(self) -> tuple[Science, ...]:
        """The science observations that use them."""
        return tuple(science for background in self.backgrounds for science in background.sciences)

    @cached_property
    def science_numbers(self) -> tuple[int, ...]:
        """The science observation numbers."""
        return numbers_of(self.backgrounds)

    @property
    def observations(self) -> tuple[Observation, ...]:
        """All observations of both sides, the science first."""
        return (*(science.observation for science in self.sciences), *self.skies)

    @cached_property
    def served(self) -> tuple[Observation, ...]:
        """All science observations that use one of the skies, be it among others."""
        served = {
            science.number: science.observation
            for sky in self.skies
            for background in self.users[sky.number]
            for science in background.sciences
        }
        return tuple(served.values())

    @cached_property
    def depths(self) -> dict[int | None, tuple[Depth, ...]]:
        """The depth beside each science target, by its number: all its observations together."""
        sciences: dict[int | None, list[Observation]] = defaultdict(list)
        for science in self.sciences:
            sciences[science.target_number].append(science.observation)
        skies = tuple(ramps_of(self.skies))
        return {target: depths(ramps_of(side), skies) for target, side in sciences.items()}


@dataclass(frozen=True, kw_only=True, eq=False)
class SkyUse:
    """The observations of one sky target and every background they are part of.

    A sky shared by many science targets belongs to as many backgrounds. Where the fault is the
    sky's own, it is judged on its use.
    """

    skies: tuple[Observation, ...]
    backgrounds: tuple[Background, ...]

    @cached_property
    def science_numbers(self) -> tuple[int, ...]:
        """The numbers of the science observations that use this sky target."""
        return tuple(sorted({edge.science.number for _, edge in self.pairs}))

    @cached_property
    def pairs(self) -> tuple[tuple[Intent, Edge], ...]:
        """Every pair with one of these skies, and what the proposer means to do with it."""
        numbers = {sky.number for sky in self.skies}
        return tuple(
            (background.intent, edge)
            for background in self.backgrounds
            for edge in background.edges
            if edge.sky.number in numbers
        )

    @cached_property
    def _pairs_by_sky(self) -> dict[int, tuple[tuple[Intent, Edge], ...]]:
        found: dict[int, list[tuple[Intent, Edge]]] = defaultdict(list)
        for intent, edge in self.pairs:
            found[edge.sky.number].append((intent, edge))
        return {number: tuple(pairs) for number, pairs in found.items()}

    def pairs_of(self, sky: Observation) -> tuple[tuple[Intent, Edge], ...]:
        """Return the pairs with one of the skies."""
        return self._pairs_by_sky.get(sky.number, ())

    def users_of(self, sky: Observation) -> tuple[int, ...]:
        """Return the numbers of the science observations that use one of the skies."""
        return tuple(edge.science.number for _, edge in self.pairs_of(sky))


def numbers_of(backgrounds: Iterable[Background]) -> tuple[int, ...]:
    """Return the science observation numbers of several backgrounds, each once, sorted."""
    return tuple(sorted({n for b in backgrounds for n in b.science_numbers}))


def shared_skies(backgrounds: Iterable[Background]) -> tuple[SharedSkies, ...]:
    """Put backgrounds together that use the same sky observations, in the order of the first."""
    together: dict[frozenset[int], list[Background]] = defaultdict(list)
    users: dict[int, list[Background]] = defaultdict(list)
    for background in backgrounds:
        together[background.sky_numbers].append(background)
        for number in background.sky_numbers:
            users[number].append(background)
    return tuple(
        SharedSkies(backgrounds=tuple(members), users=users) for members in together.values()
    )


def sky_uses(backgrounds: Iterable[Background]) -> tuple[SkyUse, ...]:
    """Return the use of each sky target, in the order in which backgrounds come to it."""
    skies: dict[tuple[str, int], dict[int, Observation]] = {}
    users: dict[tuple[str, int], list[Background]] = {}
    for background in backgrounds:
        for sky in background.skies:
            key = _target(sky)
            skies.setdefault(key, {})[sky.number] = sky
            members = users.setdefault(key, [])
            if not members or members[-1] is not background:
                members.append(background)
    return tuple(
        SkyUse(skies=tuple(skies[key][n] for n in sorted(skies[key])), backgrounds=tuple(sharers))
        for key, sharers in users.items()
    )


def _target(sky: Observation) -> tuple[str, int]:
    number = sky.target_number
    return ("observation", sky.number) if number is None else ("target", number)


def connected(edges: Iterable[Edge]) -> dict[int, frozenset[int]]:
    """Return {observation number: all numbers joined to it}, for observations in some pair."""
    joined: dict[int, set[int]] = {}
    for edge in edges:
        ends = (edge.science.number, edge.sky.number)
        less, more = sorted((joined.get(n, {n}) for n in ends), key=len)
        more |= {*less, *ends}
        for number in {*less, *ends}:
            joined[number] = more
    frozen = {id(members): frozenset(members) for members in joined.values()}
    return {number: frozen[id(members)] for number, members in joined.items()}
