"""Pairs that share a fault, which is reported once with the numbers of all."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from aptcheck.background.grouping import grouped
from aptcheck.background.sharing import numbers_of

if TYPE_CHECKING:
    from aptcheck.model import Observation

__all__ = ["SharedFault", "shared_faults"]


class Paired(Protocol):
    """Skies and the science that they serve: an Edge, a Bond, a Gap or a DeclaredElsewhere."""

    @property
    def skies(self) -> tuple[Observation, ...]:
        """The background observations, at least one."""
        ...

    @property
    def science_numbers(self) -> tuple[int, ...]:
        """The science observation numbers."""
        ...


AnyPaired = TypeVar("AnyPaired", bound=Paired)


@dataclass(frozen=True, eq=False)
class SharedFault(Generic[AnyPaired]):
    """Pairs that share a fault, at least one, and the observations of both sides by number."""

    pairs: tuple[AnyPaired, ...]

    @property
    def first(self) -> AnyPaired:
        """The pair that was found first."""
        return self.pairs[0]

    @cached_property
    def skies(self) -> tuple[Observation, ...]:
        """The background observations, each once."""
        by_number = {sky.number: sky for pair in self.pairs for sky in pair.skies}
        return tuple(by_number[number] for number in sorted(by_number))

    @property
    def sky_numbers(self) -> tuple[int, ...]:
        """Their numbers."""
        return tuple(sky.number for sky in self.skies)

    @cached_property
    def science_numbers(self) -> tuple[int, ...]:
        """The numbers of the science observations, each once."""
        return numbers_of(self.pairs)


def shared_faults(
    pairs: Iterable[AnyPaired], key: Callable[[AnyPaired], Hashable]
) -> tuple[SharedFault[AnyPaired], ...]:
    """Group pairs with equal keys, in the order of the first of each."""
    return tuple(SharedFault(tuple(members)) for members in grouped(pairs, key).values())
