"""Science observations and skies that are all tied in the same way."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from aptcheck.background.edge import Edge
from aptcheck.background.grouping import filed, grouped
from aptcheck.background.tie import Tie
from aptcheck.errors import Unknown
from aptcheck.wording import Reason, briefly

if TYPE_CHECKING:
    from aptcheck.model import Observation

__all__ = ["MOST_PARTS", "Bond", "bonds_by_science", "edges_of", "skies_in", "sky_numbers_in"]

MOST_PARTS: Final = 10_000
"""Most kinds of pairs that are checked one by one: the largest published programme with the MRS has
72 pairs in all. With more, a file could keep a machine busy for hours."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Bond(Tie):
    """Science observations, each paired with each of the skies, all tied in the same way.

    A proposal of m science observations and n skies has m times n pairs, but few bonds: what is
    true of a tie is judged once for all pairs.

    Parameters
    ----------
    sciences, skies : tuple of Observation
        At least one of each, by number, of one science target and one background target.
    """

    sciences: tuple[Observation, ...]
    skies: tuple[Observation, ...]

    @property
    def science(self) -> Observation:
        """The first of the science observations."""
        return self.sciences[0]

    @property
    def sky(self) -> Observation:
        """The first of the skies."""
        return self.skies[0]

    @cached_property
    def science_numbers(self) -> tuple[int, ...]:
        """The science observation numbers."""
        return tuple(science.number for science in self.sciences)

    @cached_property
    def sky_numbers(self) -> frozenset[int]:
        """The background observation numbers."""
        return frozenset(sky.number for sky in self.skies)

    @property
    def size(self) -> int:
        """How many pairs it represents."""
        return len(self.sciences) * len(self.skies)

    def only(
        self, *, sciences: Collection[int] | None = None, skies: Collection[int] | None = None
    ) -> Bond | None:
        """Return the bond of the observations with these numbers; None if there is none."""
        own, others = self.sciences, self.skies
        if sciences is not None:
            own = tuple(science for science in own if science.number in sciences)
        if skies is not None:
            others = tuple(sky for sky in others if sky.number in skies)
        if len(own) == len(self.sciences) and len(others) == len(self.skies):
            return self
        return replace(self, sciences=own, skies=others) if own and others else None

    def parted(self, key: Callable[[Observation], Hashable]) -> Iterator[Bond]:
        """Yield its parts: in each, all science has one key and all skies have one.

        Raises
        ------
        Unknown
            There are more than `MOST_PARTS`; they are not checked one by one.
        """
        skies = [tuple(members) for members in grouped(self.skies, key).values()]
        sciences = grouped(self.sciences, key).values()
        if len(skies) * len(sciences) > MOST_PARTS:
            raise Unknown(
                Reason(
                    f"the pairs of {briefly('observation', self.science_numbers)} with "
                    f"{briefly('observation', sorted(self.sky_numbers))} differ in more than "
                    f"{MOST_PARTS:,} ways, too many to check"
                )
            )
        for members in sciences:
            for others in skies:
                yield replace(self, sciences=tuple(members), skies=others)

    def edges(self) -> Iterator[Edge]:
        """Yield its pairs one by one."""
        for science in self.sciences:
            for sky in self.skies:
                yield Edge(
                    science=science,
                    sky=sky,
                    links=self.links,
                    in_target_group=self.in_target_group,
                    declared=self.declared,
                )


def edges_of(bonds: Iterable[Bond]) -> tuple[Edge, ...]:
    """Return the pairs of the bonds one by one, by the numbers of science and sky."""
    edges = (edge for bond in bonds for edge in bond.edges())
    return tuple(sorted(edges, key=lambda edge: edge.numbers))


def bonds_by_science(bonds: Iterable[Bond]) -> dict[int, list[Bond]]:
    """Return {science observation number: the bonds that it is in}."""
    # A file may use one number twice.
    return filed(bonds, lambda bond: dict.fromkeys(bond.science_numbers))


def skies_in(bonds: Sequence[Bond]) -> tuple[Observation, ...]:
    """Return the skies of the bonds, each once, by number."""
    if len(bonds) == 1:
        return bonds[0].skies
    skies = {sky.number: sky for bond in bonds for sky in bond.skies}
    return tuple(skies[number] for number in sorted(skies))


def sky_numbers_in(bonds: Sequence[Bond]) -> frozenset[int]:
    """Return the numbers of the skies of the bonds."""
    if len(bonds) == 1:
        return bonds[0].sky_numbers
    return frozenset().union(*(bond.sky_numbers for bond in bonds))
