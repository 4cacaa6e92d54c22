"""Who uses which sky: a fault of a sky is one fault, however many science targets use it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from aptcheck.background.depth import Depth, depths
from aptcheck.background.grouping import filed, grouped
from aptcheck.model.joined import joined
from aptcheck.modes.ramps import ramps_of

if TYPE_CHECKING:
    from aptcheck.background.bond import Bond
    from aptcheck.background.intent import Intent
    from aptcheck.background.roles import Background, Science
    from aptcheck.model import Observation

__all__ = [
    "SharedSkies",
    "SkyUse",
    "connected",
    "numbers_of",
    "shared_skies",
    "sky_uses",
    "target_key",
]


@dataclass(frozen=True, kw_only=True, eq=False)
class SharedSkies:
    """Background observations used together, and every background that uses exactly these.

    One field with one exposure table: its depth and its dithers are judged once. ``users`` are all
    backgrounds with a sky, by its number, whatever other skies they have.
    """

    backgrounds: tuple[Background, ...]
    users: Mapping[int, Sequence[Background]] = field(repr=False)

    @property
    def skies(self) -> tuple[Observation, ...]:
        """The background observations."""
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

    @property
    def is_subtracted(self) -> bool:
        """Whether the plan of one of these backgrounds subtracts it."""
        return any(one.intent.subtracts_background for one in self.backgrounds)

    @cached_property
    def served(self) -> tuple[Observation, ...]:
        """All science observations that use one of the skies, perhaps among others."""
        served = {
            science.number: science.observation
            for sky in self.skies
            for background in self.users[sky.number]
            for science in background.sciences
        }
        return tuple(served.values())

    @cached_property
    def depths(self) -> dict[int | None, tuple[Depth, ...]]:
        """The depth for each science target, by its number: all its observations together."""
        sciences: dict[int | None, list[Observation]] = defaultdict(list)
        for science in self.sciences:
            sciences[science.target_number].append(science.observation)
        skies = tuple(ramps_of(self.skies))
        return {target: depths(ramps_of(side), skies) for target, side in sciences.items()}


@dataclass(frozen=True, kw_only=True, eq=False)
class SkyUse:
    """The observations of one background target and every background they are part of.

    A sky shared by many science targets belongs to as many backgrounds. A fault of the sky itself
    is judged on this use.
    """

    skies: tuple[Observation, ...]
    backgrounds: tuple[Background, ...]

    @cached_property
    def science_numbers(self) -> tuple[int, ...]:
        """The numbers of the science observations that use this background target."""
        return numbers_of(bond for _, bond in self.bonds)

    @cached_property
    def bonds(self) -> tuple[tuple[Intent, Bond], ...]:
        """The bonds of these skies, each with the proposer's intent."""
        numbers = {sky.number for sky in self.skies}
        return tuple(
            (background.intent, bond)
            for background in self.backgrounds
            for bond in background.bonds_by_target[self.skies[0].target_number]
            if not numbers.isdisjoint(bond.sky_numbers)
        )

    @cached_property
    def _bonds_by_sky(self) -> dict[int, list[tuple[Intent, Bond]]]:
        return filed(self.bonds, lambda one: one[1].sky_numbers)

    def bonds_of(self, sky: Observation) -> Sequence[tuple[Intent, Bond]]:
        """Return the bonds that one of the skies is in."""
        return self._bonds_by_sky.get(sky.number, ())

    def users_of(self, sky: Observation) -> tuple[int, ...]:
        """Return the numbers of the science observations that use one of the skies, in order."""
        return numbers_of(bond for _, bond in self.bonds_of(sky))


class _Served(Protocol):
    @property
    def science_numbers(self) -> tuple[int, ...]: ...


def numbers_of(served: Iterable[_Served]) -> tuple[int, ...]:
    """Return the science observation numbers of bonds or backgrounds, each once, sorted."""
    return tuple(sorted({number for one in served for number in one.science_numbers}))


def shared_skies(backgrounds: Iterable[Background]) -> tuple[SharedSkies, ...]:
    """Group backgrounds that use the same background observations, in the order of the first."""
    everyone = tuple(backgrounds)
    users = filed(everyone, lambda background: background.sky_numbers)
    together = grouped(everyone, lambda background: background.sky_numbers)
    return tuple(
        SharedSkies(backgrounds=tuple(members), users=users) for members in together.values()
    )


def sky_uses(backgrounds: Iterable[Background]) -> tuple[SkyUse, ...]:
    """Return the use of each background target, in the order of first use."""
    skies: dict[tuple[str, int], dict[int, Observation]] = {}
    users: dict[tuple[str, int], list[Background]] = {}
    for background in backgrounds:
        for sky in background.skies:
            key = target_key(sky)
            skies.setdefault(key, {})[sky.number] = sky
            members = users.setdefault(key, [])
            if not members or members[-1] is not background:
                members.append(background)
    return tuple(
        SkyUse(skies=tuple(skies[key][n] for n in sorted(skies[key])), backgrounds=tuple(sharers))
        for key, sharers in users.items()
    )


def target_key(sky: Observation) -> tuple[str, int]:
    """Return a key of the target of a sky; a sky without a target has its own place."""
    number = sky.target_number
    return ("observation", sky.number) if number is None else ("target", number)


def connected(
    bonds: Iterable[Bond], sets: Iterable[Iterable[int]] = ()
) -> dict[int, frozenset[int]]:
    """Return {observation number: all numbers connected to it}, for observations in a pair.

    ``sets`` are numbers that belong together for another reason.
    """
    pairs = ((*bond.science_numbers, *bond.sky_numbers) for bond in bonds)
    return joined((*pairs, *map(tuple, sets)))
