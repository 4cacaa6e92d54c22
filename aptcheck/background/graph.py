"""The background graph: built once from a proposal, read by every rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from aptcheck.background.edge import Edge
from aptcheck.background.intent import resolve
from aptcheck.background.sharing import SkyUse, sky_uses
from aptcheck.background.sides import Background, Science
from aptcheck.background.suspicion import Suspicion, suspicions
from aptcheck.config import IntentSetting
from aptcheck.model import GroupLink, Observation, Proposal, Target

__all__ = ["Graph", "build"]


@dataclass(frozen=True, kw_only=True)
class Graph:
    """Who uses whose sky.

    ``sciences`` are the live MRS science observations, with or without a background, without
    those that look like an undeclared sky; ``skies`` the live MRS observations of a listed
    target. An observation whose target is listed and lists others is in both. ``listed`` are the
    numbers of all targets that another target lists.
    """

    proposal: Proposal
    listed: frozenset[int]
    sciences: tuple[Science, ...]
    skies: tuple[Observation, ...]
    suspicions: tuple[Suspicion, ...]

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """Every declared pair."""
        return tuple(edge for science in self.sciences for edge in science.edges)

    @cached_property
    def suspected_edges(self) -> tuple[Edge, ...]:
        """Every pair that looks meant but is not declared."""
        return tuple(
            Edge(
                science=science,
                sky=suspicion.sky,
                links=_common_links(self.proposal.links.groups, science, suspicion.sky),
                in_target_group=_share_target_group(self.proposal, science, suspicion.sky),
                declared=False,
            )
            for suspicion in self.suspicions
            for science in suspicion.sciences
        )

    @cached_property
    def backgrounds(self) -> tuple[Background, ...]:
        """Science observations grouped by target, intent and the skies they share."""
        return tuple(_backgrounds([s for s in self.sciences if s.edges], suspected=False))

    @cached_property
    def suspected_backgrounds(self) -> tuple[Background, ...]:
        """The same for suspected pairs."""
        by_number = {science.number: science for science in self.sciences}
        edges: dict[int, list[Edge]] = defaultdict(list)
        for edge in self.suspected_edges:
            edges[edge.science.number].append(edge)
        meant = [
            Science(
                observation=by_number[number].observation,
                target=by_number[number].target,
                intent=by_number[number].intent,
                edges=tuple(found),
            )
            for number, found in edges.items()
            if number in by_number
        ]
        return tuple(_backgrounds(meant, suspected=True))

    @cached_property
    def _uses(self) -> dict[int, tuple[SkyUse, ...]]:
        return sky_uses(self.backgrounds)

    @cached_property
    def _suspected_uses(self) -> dict[int, tuple[SkyUse, ...]]:
        return sky_uses(self.suspected_backgrounds)

    def uses(self, background: Background) -> tuple[SkyUse, ...]:
        """Return the sky targets that a background is the first of all to use."""
        uses = self._suspected_uses if background.suspected else self._uses
        return uses.get(background.science_numbers[0], ())

    def science(self, number: int) -> Science | None:
        """Return the science side of an observation number, None when it is none."""
        return next((science for science in self.sciences if science.number == number), None)

    def edges_to(self, sky: Observation) -> tuple[Edge, ...]:
        """Return the declared pairs that use one sky observation."""
        return tuple(edge for edge in self.edges if edge.sky.number == sky.number)

    def is_sky(self, observation: Observation) -> bool:
        """Whether an observation is a declared sky."""
        return any(sky.number == observation.number for sky in self.skies)

    def complex_of(self, observation: Observation) -> frozenset[int]:
        """Return all observations joined to one through shared skies and sciences, itself too."""
        joined = {observation.number}
        while True:
            more = {
                number
                for edge in self.edges
                if edge.science.number in joined or edge.sky.number in joined
                for number in (edge.science.number, edge.sky.number)
            }
            if more <= joined:
                return frozenset(joined)
            joined |= more

    def links_of(self, observation: Observation) -> tuple[GroupLink, ...]:
        """Return the GROUP and SEQUENCE links that hold an observation."""
        groups = self.proposal.links.groups
        return tuple(link for link in groups if observation.number in link.members)


def build(proposal: Proposal, intents: Mapping[str, IntentSetting] | None = None) -> Graph:
    """Read the background graph of a proposal; withdrawn observations take no part in it."""
    live = [o for o in proposal.observations if o.is_mrs and not o.is_out]
    listed = _listed(proposal)
    skies = [o for o in live if _target_number(o) in listed]
    undeclared = [o for o in live if _target_number(o) not in listed]
    mere_skies = {o.number for o in skies if not _lists(proposal.target_of(o))}
    served = [o for o in live if o.number not in mere_skies]
    sole = len({_target_number(o) for o in live}) == 1
    suspected = () if sole else tuple(suspicions(proposal, undeclared, served))
    meant_as_sky = {suspicion.sky.number for suspicion in suspected}
    sciences = []
    for observation in served:
        if observation.number in meant_as_sky:
            continue
        target = proposal.target_of(observation)
        edges = tuple(_edges(proposal, observation, target, skies))
        intent = resolve(observation, target, intents or {}, has_background=bool(edges))
        sciences.append(Science(observation=observation, target=target, intent=intent, edges=edges))
    return Graph(
        proposal=proposal,
        listed=listed,
        sciences=tuple(sciences),
        skies=tuple(skies),
        suspicions=suspected,
    )


def _edges(
    proposal: Proposal,
    science: Observation,
    target: Target | None,
    skies: Sequence[Observation],
) -> Iterator[Edge]:
    """Yield the pairs of a science observation, for each listed target the linked ones.

    Where no observation of a listed target is linked, all of them stand as unlinked pairs. A
    target that lists itself is its own fault (BKG112) and makes no pair.
    """
    if target is None:
        return
    seen: set[int] = set()
    for reference in target.backgrounds:
        if reference.number == target.number:
            continue
        pairs = [
            Edge(
                science=science,
                sky=sky,
                links=_common_links(proposal.links.groups, science, sky),
                in_target_group=_share_target_group(proposal, science, sky),
            )
            for sky in skies
            if _target_number(sky) == reference.number
        ]
        linked = [pair for pair in pairs if pair.linked]
        for pair in linked or pairs:
            if pair.sky.number not in seen:
                seen.add(pair.sky.number)
                yield pair


def _backgrounds(sciences: Sequence[Science], *, suspected: bool) -> Iterator[Background]:
    groups: dict[object, list[Science]] = defaultdict(list)
    for science in sciences:
        numbers = frozenset(sky.number for sky in science.skies)
        groups[_target_number(science.observation), science.intent, numbers].append(science)
    for members in groups.values():
        skies = {edge.sky.number: edge.sky for science in members for edge in science.edges}
        yield Background(
            sciences=tuple(members),
            skies=tuple(skies.values()),
            edges=tuple(edge for science in members for edge in science.edges),
            suspected=suspected,
        )


def _lists(target: Target | None) -> bool:
    return target is not None and bool(target.backgrounds)


def _listed(proposal: Proposal) -> frozenset[int]:
    return frozenset(
        reference.number
        for target in proposal.targets
        for reference in target.backgrounds
        if reference.number is not None and reference.number != target.number
    )


def _common_links(
    links: Sequence[GroupLink], one: Observation, other: Observation
) -> tuple[GroupLink, ...]:
    return tuple(
        link for link in links if one.number in link.members and other.number in link.members
    )


def _share_target_group(proposal: Proposal, one: Observation, other: Observation) -> bool:
    numbers = {_target_number(one), _target_number(other)}
    return any(
        numbers <= {member.number for member in group.members} for group in proposal.target_groups
    )


def _target_number(observation: Observation) -> int | None:
    return observation.target.number if observation.target is not None else None
