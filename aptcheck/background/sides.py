"""The two sides of a background: the science observations and the union of their skies."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from aptcheck.background.answers import Answer, answers
from aptcheck.background.depth import Depth, depths
from aptcheck.background.edge import Edge
from aptcheck.background.intent import Intent
from aptcheck.background.ramps import ramps_of
from aptcheck.model import Observation, Target

__all__ = ["Background", "Science"]


@dataclass(frozen=True, kw_only=True)
class Science:
    """An MRS science observation with all its edges, declared ones only."""

    observation: Observation
    target: Target | None
    intent: Intent
    edges: tuple[Edge, ...] = ()

    @property
    def number(self) -> int:
        """The observation number."""
        return self.observation.number

    @property
    def skies(self) -> tuple[Observation, ...]:
        """Its sky observations, in the proposal's order, each once."""
        return tuple(edge.sky for edge in self.edges)


@dataclass(frozen=True, kw_only=True)
class Background:
    """Science observations of one target and intent that use the same sky observations.

    Rules on exposures, dithers and targets judge the union of the skies: a sky taken in two
    observations, or on two sky targets, may answer together. ``suspected`` marks a pair that no
    target declares.
    """

    sciences: tuple[Science, ...]
    skies: tuple[Observation, ...]
    edges: tuple[Edge, ...]
    suspected: bool = False

    @property
    def intent(self) -> Intent:
        """What the proposer means to do; the same for all its science observations."""
        return self.sciences[0].intent

    @property
    def science_target(self) -> Target | None:
        """The target of its science observations."""
        return self.sciences[0].target

    @property
    def science_numbers(self) -> tuple[int, ...]:
        """The science observation numbers."""
        return tuple(science.number for science in self.sciences)

    @cached_property
    def sky_numbers(self) -> frozenset[int]:
        """The sky observation numbers."""
        return frozenset(sky.number for sky in self.skies)

    @property
    def observations(self) -> tuple[Observation, ...]:
        """All observations of both sides, the science first."""
        return (*(science.observation for science in self.sciences), *self.skies)

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """All ramps of both sides, setting by setting."""
        return answers([science.observation for science in self.sciences], self.skies)

    @cached_property
    def depths(self) -> tuple[Depth, ...]:
        """The depth of both sides in every setting they share."""
        science = ramps_of(science.observation for science in self.sciences)
        return depths(science, ramps_of(self.skies))
