"""The two sides of a background: the science observations and the union of their skies."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from aptcheck.background.bond import skies_in, sky_numbers_in
from aptcheck.background.grouping import grouped
from aptcheck.modes.matching import SettingMatch, matches

if TYPE_CHECKING:
    from aptcheck.background.bond import Bond
    from aptcheck.background.intent import Intent
    from aptcheck.model import Observation, Target

__all__ = ["Background", "Science"]


@dataclass(frozen=True, kw_only=True, eq=False)
class Science:
    """A science observation with the bonds that represent its pairs.

    They are declared in `Graph.sciences` and suspected in `Graph.suspected`.
    """

    observation: Observation
    target: Target | None
    intent: Intent
    bonds: tuple[Bond, ...] = ()

    @property
    def number(self) -> int:
        """The observation number."""
        return self.observation.number

    @property
    def target_number(self) -> int | None:
        """The number of its target, None where that is not in the file."""
        return self.target.number if self.target is not None else None

    @property
    def extended(self) -> str | None:
        """The Extended field of its target: YES, NO, Unknown, or None where it is not set."""
        return self.target.extended if self.target is not None else None

    @property
    def stated_extended(self) -> bool:
        """Whether the configuration or, failing that, its target says that it is extended.

        A class that is only inferred from the dither pattern does not count.
        """
        return self.intent.is_extended if self.intent.class_set else self.extended == "YES"

    @property
    def expects_background(self) -> bool:
        """Whether the plan subtracts a background from it; a time series gets none."""
        return self.intent.subtracts_background and not self.observation.requirements.time_series

    @property
    def uses_shadow(self) -> bool:
        """Whether its background is a shadow: of a moving target, the same place at another time.

        Such a pair must not be taken back to back.
        """
        return self.intent.strategy == "shadow"

    @property
    def stated_point(self) -> bool:
        """Whether the configuration or its target says that it is an isolated point source."""
        stated = self.intent.class_set or self.extended == "NO"
        return stated and self.intent.source_class == "isolated-point"

    @cached_property
    def skies(self) -> tuple[Observation, ...]:
        """Its sky observations, each once, by number."""
        return skies_in(self.bonds)

    @cached_property
    def sky_numbers(self) -> frozenset[int]:
        """Their numbers."""
        return sky_numbers_in(self.bonds)


@dataclass(frozen=True, kw_only=True, eq=False)
class Background:
    """Science observations of one target and intent that use the same sky observations.

    Rules on exposures, dithers and targets judge the union of the skies: skies in two observations,
    or on two background targets, may match only together.
    """

    sciences: tuple[Science, ...]
    skies: tuple[Observation, ...]
    bonds: tuple[Bond, ...]

    @property
    def intent(self) -> Intent:
        """What the proposer plans; the same for all science observations in it."""
        return self.sciences[0].intent

    @property
    def uses_shadow(self) -> bool:
        """Whether its skies are shadows; the same for all science observations in it."""
        return self.sciences[0].uses_shadow

    @property
    def science_target(self) -> Target | None:
        """The science target."""
        return self.sciences[0].target

    @property
    def target_number(self) -> int | None:
        """The number of that target, None where it is not in the file."""
        return self.sciences[0].target_number

    @property
    def science_numbers(self) -> tuple[int, ...]:
        """The science observation numbers."""
        return tuple(science.number for science in self.sciences)

    @cached_property
    def sky_numbers(self) -> frozenset[int]:
        """The background observation numbers."""
        return sky_numbers_in(self.bonds)

    @property
    def observations(self) -> tuple[Observation, ...]:
        """All observations of both sides, the science first."""
        return (*(science.observation for science in self.sciences), *self.skies)

    @cached_property
    def bonds_by_target(self) -> dict[int | None, list[Bond]]:
        """{number of a background target: the bonds of its skies}."""
        return grouped(self.bonds, lambda bond: bond.sky.target_number)

    @cached_property
    def matches(self) -> tuple[SettingMatch, ...]:
        """All ramps of both sides, setting by setting."""
        return matches([science.observation for science in self.sciences], self.skies)
