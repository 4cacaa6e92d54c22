"""One science observation and one of its background observations."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from aptcheck.background.depth import depths
from aptcheck.background.tie import Tie
from aptcheck.modes.matching import SettingMatch, matches
from aptcheck.modes.ramps import ramps_of

if TYPE_CHECKING:
    from aptcheck.model import Observation

__all__ = ["Edge"]


@dataclass(frozen=True, kw_only=True, eq=False)
class Edge(Tie):
    """A pair (science, sky), and what ties the two."""

    science: Observation
    sky: Observation

    @property
    def skies(self) -> tuple[Observation, ...]:
        """The sky, as a tuple because other pairings have several."""
        return (self.sky,)

    @property
    def science_numbers(self) -> tuple[int, ...]:
        """The science observation number, likewise."""
        return (self.science.number,)

    @property
    def numbers(self) -> tuple[int, int]:
        """The numbers of science and sky, which sort pairs."""
        return self.science.number, self.sky.number

    @property
    def order(self) -> str | None:
        """Whether the sky comes ``before`` or ``after`` the science; None without a Sequence."""
        link = self.sequence
        if link is None:
            return None
        first = link.first_place[self.sky.number] < link.first_place[self.science.number]
        return "before" if first else "after"

    @cached_property
    def matches(self) -> tuple[SettingMatch, ...]:
        """The ramps of both sides of this one pair, setting by setting."""
        return matches([self.science], [self.sky])

    @cached_property
    def depth_ratio(self) -> float | None:
        """The smallest depth ratio over the settings both sides take; None if none is known."""
        pairs = depths(ramps_of([self.science]), ramps_of([self.sky]))
        known = [depth.ratio for depth in pairs if depth.ratio is not None]
        return min(known, default=None)
