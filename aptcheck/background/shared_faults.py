"""Pairs that share a fault: it is told once, with the numbers of all of them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from aptcheck.background.grouping import grouped

if TYPE_CHECKING:
    from aptcheck.background.roles import Science
    from aptcheck.model import Observation

__all__ = ["SharedFault", "shared_faults"]


class PairLike(Protocol):
    """A science observation and a sky: an Edge, a Gap, a DeclaredElsewhere."""

    @property
    def science(self) -> Science | Observation:
        """The science observation."""
        ...

    @property
    def sky(self) -> Observation:
        """The sky observation."""
        ...


AnyPair = TypeVar("AnyPair", bound=PairLike)


@dataclass(frozen=True, eq=False)
class SharedFault(Generic[AnyPair]):
    """Pairs that share a fault, at least one, and the observations of both sides by number."""

    pairs: tuple[AnyPair, ...]

    @property
    def first(self) -> AnyPair:
        """The pair that was come upon first."""
        return self.pairs[0]

    @cached_property
    def skies(self) -> tuple[Observation, ...]:
        """The sky observations, each once."""
        by_number = {pair.sky.number: pair.sky for pair in self.pairs}
        return tuple(by_number[number] for number in sorted(by_number))

    @property
    def sky_numbers(self) -> tuple[int, ...]:
        """Their numbers."""
        return tuple(sky.number for sky in self.skies)

    @cached_property
    def science_numbers(self) -> tuple[int, ...]:
        """The numbers of the science observations, each once."""
        return tuple(sorted({pair.science.number for pair in self.pairs}))


def shared_faults(
    pairs: Iterable[AnyPair], key: Callable[[AnyPair], Hashable]
) -> tuple[SharedFault[AnyPair], ...]:
    """Put pairs of equal key together, in the order of the first of each."""
    return tuple(SharedFault(tuple(members)) for members in grouped(pairs, key).values())
