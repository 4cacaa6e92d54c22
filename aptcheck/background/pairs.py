"""The pairs of a proposal, grouped as the rules ask for them: by target, by sky, or not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from aptcheck.background.grouping import grouped
from aptcheck.background.roles import Background
from aptcheck.background.sharing import SharedSkies, SkyUse, shared_skies, sky_uses

if TYPE_CHECKING:
    from aptcheck.background.edge import Edge
    from aptcheck.background.roles import Science
    from aptcheck.model import Observation

__all__ = ["Pairs"]


@dataclass(frozen=True, kw_only=True, eq=False)
class Pairs:
    """Pairs, either declared or suspected, and the science observations that they belong to.

    ``edges`` are all pairs, by the numbers of science and sky; each of ``sciences`` has its own.
    """

    edges: tuple[Edge, ...]
    sciences: tuple[Science, ...]

    @cached_property
    def skies(self) -> tuple[Observation, ...]:
        """The sky observations, each once, by number."""
        skies = {edge.sky.number: edge.sky for edge in self.edges}
        return tuple(skies[number] for number in sorted(skies))

    @property
    def science_numbers(self) -> tuple[int, ...]:
        """The science observation numbers, in order."""
        return tuple(sorted({edge.science.number for edge in self.edges}))

    def with_skies(self, numbers: Collection[int]) -> Pairs:
        """Return the pairs of some sky observations, at least one."""
        return self.with_edges(edge for edge in self.edges if edge.sky.number in numbers)

    def with_edges(self, edges: Iterable[Edge]) -> Pairs:
        """Return some of the pairs, at least one, and no others of their observations."""
        chosen = tuple(edges)
        served = {edge.science.number for edge in chosen}
        return Pairs(edges=chosen, sciences=tuple(s for s in self.sciences if s.number in served))

    def with_backgrounds(self, backgrounds: Iterable[Background]) -> Pairs:
        """Return the pairs of some backgrounds, at least one, and no others of their skies."""
        members = tuple(backgrounds)
        return Pairs(
            edges=tuple(edge for one in members for edge in one.edges),
            sciences=tuple(science for one in members for science in one.sciences),
        )

    @cached_property
    def backgrounds(self) -> tuple[Background, ...]:
        """The science observations grouped by target, intent and the skies they share."""
        return tuple(self._backgrounds())

    @cached_property
    def sky_uses(self) -> tuple[SkyUse, ...]:
        """Every sky target that serves one of them, with all that use it."""
        return sky_uses(self.backgrounds)

    @cached_property
    def shared_skies(self) -> tuple[SharedSkies, ...]:
        """The backgrounds, those together that use the same sky observations."""
        return shared_skies(self.backgrounds)

    @cached_property
    def _edges_by_sky(self) -> dict[int, tuple[Edge, ...]]:
        found = grouped(self.edges, lambda edge: edge.sky.number)
        return {number: tuple(edges) for number, edges in found.items()}

    def edges_to(self, sky: Observation) -> tuple[Edge, ...]:
        """Return the pairs that use one sky observation."""
        return self._edges_by_sky.get(sky.number, ())

    def users_of(self, number: int) -> tuple[int, ...]:
        """Return the numbers of the science observations that use one sky observation, in order."""
        edges = self._edges_by_sky.get(number, ())
        return tuple(sorted({edge.science.number for edge in edges}))

    def edges_of(self, number: int) -> tuple[Edge, ...]:
        """Return the pairs of one science observation."""
        return self._edges_by_science.get(number, ())

    @cached_property
    def _edges_by_science(self) -> dict[int, tuple[Edge, ...]]:
        found = grouped(self.edges, lambda edge: edge.science.number)
        return {number: tuple(edges) for number, edges in found.items()}

    def _backgrounds(self) -> Iterator[Background]:
        groups: dict[object, list[Science]] = defaultdict(list)
        for science in self.sciences:
            numbers = frozenset(sky.number for sky in science.skies)
            target = science.observation.target_number
            groups[target, science.intent, numbers].append(science)
        for members in groups.values():
            skies = {edge.sky.number: edge.sky for science in members for edge in science.edges}
            yield Background(
                sciences=tuple(members),
                skies=tuple(skies.values()),
                edges=tuple(edge for science in members for edge in science.edges),
            )
