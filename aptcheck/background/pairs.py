"""The pairs of a proposal, grouped as rules need them: by target, by sky, or not at all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from aptcheck.background.bond import bonds_by_science, edges_of, skies_in
from aptcheck.background.grouping import filed, grouped
from aptcheck.background.roles import Background
from aptcheck.background.sharing import SharedSkies, SkyUse, numbers_of, shared_skies, sky_uses

if TYPE_CHECKING:
    from aptcheck.background.bond import Bond
    from aptcheck.background.edge import Edge
    from aptcheck.background.roles import Science
    from aptcheck.model import Observation

__all__ = ["Pairs"]


@dataclass(frozen=True, kw_only=True, eq=False)
class Pairs:
    """Pairs, either declared or suspected, and the science observations that they belong to.

    ``bonds`` represent all pairs; each of ``sciences`` has its own.
    """

    bonds: tuple[Bond, ...]
    sciences: tuple[Science, ...]

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """All pairs one by one, by the numbers of science and sky; there may be very many."""
        return edges_of(self.bonds)

    @property
    def size(self) -> int:
        """How many pairs there are."""
        return sum(bond.size for bond in self.bonds)

    @cached_property
    def skies(self) -> tuple[Observation, ...]:
        """The background observations, each once, by number."""
        return skies_in(self.bonds)

    @cached_property
    def science_numbers(self) -> tuple[int, ...]:
        """The science observation numbers, in order."""
        return numbers_of(self.bonds)

    def only(
        self, *, sciences: Collection[int] | None = None, skies: Collection[int] | None = None
    ) -> Pairs:
        """Return the pairs of the observations with these numbers, perhaps none."""
        parts = (bond.only(sciences=sciences, skies=skies) for bond in self.bonds)
        return self.with_bonds(part for part in parts if part is not None)

    @cached_property
    def attached(self) -> Pairs:
        """The pairs of all science but time series, which get no background attached."""
        series = [s.number for s in self.sciences if s.observation.requirements.time_series]
        if not series:
            return self
        return self.only(sciences={s.number for s in self.sciences} - {*series})

    def with_bonds(self, bonds: Iterable[Bond]) -> Pairs:
        """Return these pairs and no others of their observations."""
        chosen = tuple(bonds)
        served = {number for bond in chosen for number in bond.science_numbers}
        return Pairs(bonds=chosen, sciences=tuple(s for s in self.sciences if s.number in served))

    def with_backgrounds(self, backgrounds: Iterable[Background]) -> Pairs:
        """Return the pairs of these backgrounds, at least one, and no others of their skies."""
        members = tuple(backgrounds)
        return Pairs(
            bonds=tuple(bond for one in members for bond in one.bonds),
            sciences=tuple(science for one in members for science in one.sciences),
        )

    @cached_property
    def backgrounds(self) -> tuple[Background, ...]:
        """The science observations grouped by target, intent and the skies they share."""
        return tuple(self._backgrounds())

    @cached_property
    def sky_uses(self) -> tuple[SkyUse, ...]:
        """Every background target that serves one of them, with all its users."""
        return sky_uses(self.backgrounds)

    @cached_property
    def shared_skies(self) -> tuple[SharedSkies, ...]:
        """The backgrounds, grouped by the background observations they use."""
        return shared_skies(self.backgrounds)

    @cached_property
    def _bonds_by_sky(self) -> dict[int, list[Bond]]:
        return filed(self.bonds, lambda bond: bond.sky_numbers)

    def bonds_to(self, sky: Observation) -> Sequence[Bond]:
        """Return the bonds that one background observation is in."""
        return self._bonds_by_sky.get(sky.number, ())

    def users_of(self, number: int) -> tuple[int, ...]:
        """Return the numbers of the science observations that use one background, in order."""
        return numbers_of(self._bonds_by_sky.get(number, ()))

    def bonds_of(self, number: int) -> Sequence[Bond]:
        """Return the bonds that one science observation is in."""
        return self._bonds_by_science.get(number, ())

    @cached_property
    def _bonds_by_science(self) -> dict[int, list[Bond]]:
        return bonds_by_science(self.bonds)

    def _backgrounds(self) -> Iterator[Background]:
        groups = grouped(
            self.sciences,
            lambda one: (one.observation.target_number, one.intent, one.sky_numbers),
        )
        for members in groups.values():
            bonds = {id(bond): bond for science in members for bond in science.bonds}
            yield Background(
                sciences=tuple(members), skies=members[0].skies, bonds=tuple(bonds.values())
            )
