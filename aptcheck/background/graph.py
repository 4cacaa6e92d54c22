"""The background graph: built once from a proposal, read by every rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from aptcheck.background.bond import bonds_by_science
from aptcheck.background.pairs import Pairs
from aptcheck.background.roles import Science
from aptcheck.background.separation import Separation, pointing, separation
from aptcheck.background.sharing import connected
from aptcheck.background.stated_intents import StatedIntent
from aptcheck.background.suspected import SuspectedBonds, suspected_bonds
from aptcheck.background.suspicion import Suspicion
from aptcheck.geometry.neighbours import Neighbours
from aptcheck.model.epoch import position_at
from aptcheck.wording import Reason

if TYPE_CHECKING:
    from aptcheck.background.intent import Intent
    from aptcheck.model import GroupLink, Observation, Proposal, Target
    from aptcheck.modes.mode import Mode

__all__ = ["Graph"]


@dataclass(frozen=True, kw_only=True, eq=False)
class Graph:
    """Who uses whose sky in one mode, everything by observation number.

    ``sciences`` are the live science observations of the mode, with or without a background, except
    those that look like an undeclared sky; ``skies`` its live observations of a listed target. An
    observation whose target is listed and lists others is in both. ``listed`` are the numbers of
    all targets that another target lists. ``intents`` are the entries of the configuration and
    their effect.
    """

    proposal: Proposal
    mode: Mode
    listed: frozenset[int]
    sciences: tuple[Science, ...]
    skies: tuple[Observation, ...]
    suspicions: tuple[Suspicion, ...]
    intents: tuple[StatedIntent, ...] = ()

    @cached_property
    def live(self) -> tuple[Observation, ...]:
        """All observations of the mode that will be taken, or have been."""
        return tuple(o for o in self.proposal.observations if self.mode.is_live(o))

    @cached_property
    def declared(self) -> Pairs:
        """The pairs in which the science target lists the background target."""
        paired = tuple(science for science in self.sciences if science.bonds)
        bonds = {id(bond): bond for science in paired for bond in science.bonds}
        return Pairs(bonds=tuple(bonds.values()), sciences=paired)

    @cached_property
    def _suspected_bonds(self) -> SuspectedBonds:
        def intent(science: Observation) -> Intent | None:
            meant = self.science(science.number)
            return meant.intent if meant is not None else None

        held = self.proposal.links.groups_by_member
        return suspected_bonds(self.proposal, self.suspicions, held, intent)

    @cached_property
    def suspected(self) -> Pairs:
        """The pairs that look meant but are not declared, without those of `unfollowed`."""
        found = self._suspected_bonds.bonds
        bonds = tuple(sorted(found, key=lambda bond: (bond.science.number, bond.sky.number)))
        sciences = (
            replace(science, bonds=tuple(own))
            for number, own in sorted(bonds_by_science(bonds).items())
            if (science := self.science(number)) is not None
        )
        return Pairs(bonds=bonds, sciences=tuple(sciences))

    @property
    def unfollowed(self) -> tuple[Suspicion, ...]:
        """The suspicions whose pairs are not checked one by one, because there are too many."""
        return self._suspected_bonds.unfollowed

    @cached_property
    def unfollowed_size(self) -> int:
        """How many pairs are not checked one by one."""
        return sum(len(suspicion.sciences) for suspicion in self.unfollowed)

    @cached_property
    def _users_of_unfollowed(self) -> dict[int, tuple[int, ...]]:
        return {one.sky.number: tuple(o.number for o in one.sciences) for one in self.unfollowed}

    @cached_property
    def background_fields(self) -> tuple[Observation, ...]:
        """The declared skies, then those that look meant."""
        return (*self.skies, *(suspicion.sky for suspicion in self.suspicions))

    @cached_property
    def held_by_undeclared(self) -> frozenset[int]:
        """The science observations that a non-interruptible link holds with an undeclared sky."""
        certain = (one for one in self.suspicions if one.linked and one.certain)
        return frozenset(science.number for one in certain for science in one.sciences)

    @cached_property
    def _science_by_number(self) -> dict[int, Science]:
        return {science.number: science for science in reversed(self.sciences)}

    @cached_property
    def _sky_numbers(self) -> frozenset[int]:
        return frozenset(sky.number for sky in self.skies)

    @cached_property
    def _connected(self) -> dict[int, frozenset[int]]:
        sets = ((o.number, *self.mode.taken_with(o)) for o in self.live)
        return connected(self.declared.bonds, (own for own in sets if len(own) > 1))

    @cached_property
    def _by_target(self) -> dict[int | None, tuple[Observation, ...]]:
        return _by_target(self.proposal.observations)

    @cached_property
    def _listers(self) -> dict[int | None, tuple[Target, ...]]:
        found: dict[int | None, list[Target]] = defaultdict(list)
        for target in self.proposal.targets:
            for number in {reference.number for reference in target.backgrounds}:
                if number != target.number:
                    found[number].append(target)
        return {number: tuple(targets) for number, targets in found.items()}

    def separation(self, science: Observation, sky: Observation, year: float) -> Separation | None:
        """Return how far a sky is from a science at a Julian year; None if not computable."""
        key = pointing(science), pointing(sky), year
        if key not in self._separations:
            self._separations[key] = separation(self.proposal, science, sky, year)
        return self._separations[key]

    @cached_property
    def _separations(self) -> dict[Hashable, Separation | None]:
        return {}

    def science(self, number: int) -> Science | None:
        """Return the science side of an observation number, None when it has none."""
        return self._science_by_number.get(number)

    def users_of(self, sky: Observation) -> tuple[Science, ...]:
        """Return the science observations that use a sky, or seem to if none declares it."""
        users = (
            self.declared.users_of(sky.number)
            or self.suspected.users_of(sky.number)
            or self._users_of_unfollowed.get(sky.number, ())
        )
        return tuple(s for n in users if (s := self.science(n)) is not None)

    def unnamed_place(self, sky: Observation) -> Reason | None:
        """Return why the place of a shadow is unknown: its own target moves; else None.

        A shadow is at the place of the science at another time. A fixed target gives it.
        """
        target, users = self.proposal.target_of(sky), self.users_of(sky)
        shadow = bool(users) and all(science.uses_shadow for science in users)
        if target is None or not (shadow and target.is_moving):
            return None
        return Reason(f"strategy shadow: {target.name} moves, and no fixed target gives the place")

    def is_sky(self, observation: Observation) -> bool:
        """Whether an observation is a declared sky."""
        return observation.number in self._sky_numbers

    @cached_property
    def _background_identities(self) -> frozenset[int]:
        return frozenset(id(observation) for observation in self.background_fields)

    def is_in_a_pair(self, observation: Observation) -> bool:
        """Whether an observation is the background of a pair, declared or suspected."""
        return bool(
            self.declared.bonds_to(observation)
            or self.suspected.bonds_to(observation)
            or observation.number in self._users_of_unfollowed
        )

    def is_background(self, observation: Observation) -> bool:
        """Whether an observation is a background field, declared or suspected."""
        # By identity: a file may use one number twice.
        return id(observation) in self._background_identities

    def connected_to(self, observation: Observation) -> frozenset[int]:
        """Return all observations connected to one through shared skies and sciences, itself too.

        A star and its PSF reference are one set.
        """
        return self._connected.get(observation.number, frozenset((observation.number,)))

    def observations_of(self, target: Target) -> tuple[Observation, ...]:
        """Return all observations of a target, of any template, by number."""
        return () if target.number is None else self._by_target.get(target.number, ())

    @cached_property
    def _sciences_by_target(self) -> dict[int | None, list[Science]]:
        found: dict[int | None, list[Science]] = defaultdict(list)
        for science in self.sciences:
            found[science.target_number].append(science)
        return found

    def sciences_of(self, target: Target) -> tuple[Science, ...]:
        """Return the science observations of a target, by number."""
        return (
            () if target.number is None else tuple(self._sciences_by_target.get(target.number, ()))
        )

    @cached_property
    def science_places(self) -> Neighbours[Science]:
        """The science observations at their targets' coordinates."""
        at = (
            (position_at(science.target, None), science)
            for science in self.sciences
            if science.target is not None
        )
        return Neighbours((place, science) for place, science in at if place is not None)

    def listers_of(self, target: Target) -> tuple[Target, ...]:
        """Return the other targets that list a target as their background."""
        return () if target.number is None else self._listers.get(target.number, ())

    def links_of(self, observation: Observation) -> tuple[GroupLink, ...]:
        """Return the Group and Sequence links that hold an observation."""
        return self.proposal.links.groups_by_member.get(observation.number, ())


def _by_target(
    observations: Iterable[Observation],
) -> dict[int | None, tuple[Observation, ...]]:
    found: dict[int | None, list[Observation]] = defaultdict(list)
    for observation in observations:
        found[observation.target_number].append(observation)
    return {number: tuple(members) for number, members in found.items()}
