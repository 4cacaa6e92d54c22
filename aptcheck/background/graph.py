"""The background graph: built once from a proposal, read by every rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from aptcheck.background.attached import candidates, chosen, held_skies
from aptcheck.background.edge import Held, held_by, pair
from aptcheck.background.grouping import grouped
from aptcheck.background.intent import resolve
from aptcheck.background.pairs import Pairs
from aptcheck.background.roles import Science
from aptcheck.background.separation import Separation, separation
from aptcheck.background.sharing import connected
from aptcheck.background.stated_intents import Side, StatedIntent, decide
from aptcheck.background.suspicion import Suspicion, suspicions
from aptcheck.wording import Reason

if TYPE_CHECKING:
    from aptcheck.background.edge import Edge
    from aptcheck.config import IntentSetting
    from aptcheck.model import GroupLink, Observation, Proposal, Target

__all__ = ["Graph", "build"]


@dataclass(frozen=True, kw_only=True, eq=False)
class Graph:
    """Who uses whose sky, everything by observation number.

    ``sciences`` are the live MRS science observations, with or without a background, without
    those that look like an undeclared sky; ``skies`` the live MRS observations of a listed
    target. An observation whose target is listed and lists others is in both. ``listed`` are the
    numbers of all targets that another target lists. ``intents`` are the entries of the
    configuration and what became of each.
    """

    proposal: Proposal
    listed: frozenset[int]
    sciences: tuple[Science, ...]
    skies: tuple[Observation, ...]
    suspicions: tuple[Suspicion, ...]
    intents: tuple[StatedIntent, ...] = ()

    @cached_property
    def declared(self) -> Pairs:
        """The pairs of which a target lists the other."""
        edges = tuple(edge for science in self.sciences for edge in science.edges)
        return Pairs(edges=edges, sciences=tuple(s for s in self.sciences if s.edges))

    @cached_property
    def suspected(self) -> Pairs:
        """The pairs that look meant but are not declared."""
        edges = sorted(
            (
                pair(self.proposal, science, suspicion.sky, self._held, declared=False)
                for suspicion in self.suspicions
                for science in suspicion.sciences
            ),
            key=lambda edge: edge.numbers,
        )
        by_science = grouped(edges, lambda edge: edge.science.number)
        sciences = (
            replace(science, edges=tuple(own))
            for number, own in by_science.items()
            if (science := self.science(number)) is not None
        )
        return Pairs(edges=tuple(edges), sciences=tuple(sciences))

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
        return connected(self.declared.edges)

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

    def separation(self, edge: Edge, year: float) -> Separation | None:
        """Return how far a sky is from its science at a Julian year; None if not computable."""
        return separation(self.proposal, edge.science, edge.sky, year)

    def science(self, number: int) -> Science | None:
        """Return the science side of an observation number, None when it is none."""
        return self._science_by_number.get(number)

    def users_of(self, sky: Observation) -> tuple[Science, ...]:
        """Return the science observations that use a sky, or seem to where none declares it."""
        edges = self.declared.edges_to(sky) or self.suspected.edges_to(sky)
        users = sorted({edge.science.number for edge in edges})
        return tuple(s for n in users if (s := self.science(n)) is not None)

    def unnamed_place(self, sky: Observation) -> Reason | None:
        """Return that nothing names the place of a shadow, since its own target moves; else None.

        The place of a shadow is that of the science at another time. A fixed target names it.
        """
        target, users = self.proposal.target_of(sky), self.users_of(sky)
        shadow = bool(users) and all(science.uses_shadow for science in users)
        if target is None or not (shadow and target.is_moving):
            return None
        return Reason(f"strategy shadow: {target.name} itself moves, and no target names the place")

    def is_sky(self, observation: Observation) -> bool:
        """Whether an observation is a declared sky."""
        return observation.number in self._sky_numbers

    @cached_property
    def _background_identities(self) -> frozenset[int]:
        return frozenset(id(observation) for observation in self.background_fields)

    def is_background(self, observation: Observation) -> bool:
        """Whether an observation is a background field, declared or suspected."""
        # By identity: a file may give one number twice.
        return id(observation) in self._background_identities

    def connected_to(self, observation: Observation) -> frozenset[int]:
        """Return all observations joined to one through shared skies and sciences, itself too."""
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

    def listers_of(self, target: Target) -> tuple[Target, ...]:
        """Return the other targets that list a target as their background."""
        return () if target.number is None else self._listers.get(target.number, ())

    @cached_property
    def _held(self) -> Held:
        return held_by(self.proposal.links.groups)

    def links_of(self, observation: Observation) -> tuple[GroupLink, ...]:
        """Return the GROUP and SEQUENCE links that hold an observation."""
        return tuple(self._held.get(observation.number, ()))


def build(proposal: Proposal, intents: Mapping[str, IntentSetting] | None = None) -> Graph:
    """Read the background graph of a proposal; withdrawn observations take no part in it."""
    live = proposal.live_mrs
    listed = _listed(proposal)
    skies = [o for o in live if o.target_number in listed]
    undeclared = [o for o in live if o.target_number not in listed]
    mere_skies = {o.number for o in skies if not _lists(proposal.target_of(o))}
    served = [o for o in live if o.number not in mere_skies]
    shadowed = _shadowed(proposal, intents or {}, served)
    suspected = tuple(suspicions(proposal, undeclared, served, shadowed))
    meant_as_sky = {suspicion.sky.number for suspicion in suspected}
    skies_of = _by_target(skies)
    held = held_by(proposal.links.groups)
    sciences_meant = [o for o in served if o.number not in meant_as_sky]
    offered = [candidates(proposal, o, skies_of, held) for o in sciences_meant]
    taken = held_skies(offered)
    sides = [
        Side(o, proposal.target_of(o), _in_order(chosen(own, taken)))
        for o, own in zip(sciences_meant, offered, strict=True)
    ]
    settings, stated = decide(proposal, intents or {}, sides, suspected)
    sciences = [
        Science(
            observation=side.observation,
            target=side.target,
            intent=resolve(side.observation, side.target, setting, has_background=bool(side.edges)),
            edges=side.edges,
        )
        for side, setting in zip(sides, settings, strict=True)
    ]
    return Graph(
        proposal=proposal,
        listed=listed,
        sciences=tuple(sciences),
        skies=tuple(skies),
        suspicions=suspected,
        intents=stated,
    )


def _by_target(
    observations: Iterable[Observation],
) -> dict[int | None, tuple[Observation, ...]]:
    found: dict[int | None, list[Observation]] = defaultdict(list)
    for observation in observations:
        found[observation.target_number].append(observation)
    return {number: tuple(members) for number, members in found.items()}


def _shadowed(
    proposal: Proposal, intents: Mapping[str, IntentSetting], observations: Sequence[Observation]
) -> frozenset[int]:
    """Return the observations of moving targets for which the configuration sets a shadow."""
    sides = [Side(o, proposal.target_of(o), ()) for o in observations] if intents else []
    settings, _ = decide(proposal, intents, sides, ())
    return frozenset(
        side.observation.number
        for side, setting in zip(sides, settings, strict=True)
        if setting is not None and setting.strategy == "shadow" and side.is_moving
    )


def _in_order(edges: Iterable[Edge]) -> tuple[Edge, ...]:
    """Return pairs by observation number, not by the numbers of the targets that are listed."""
    return tuple(sorted(edges, key=lambda edge: edge.numbers))


def _lists(target: Target | None) -> bool:
    return target is not None and bool(target.backgrounds)


def _listed(proposal: Proposal) -> frozenset[int]:
    return frozenset(
        reference.number
        for target in proposal.targets
        for reference in target.backgrounds
        if reference.number is not None and reference.number != target.number
    )
