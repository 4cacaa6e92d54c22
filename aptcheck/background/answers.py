"""Which background ramps answer which science ramps, setting by setting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.background.ramps import SETTINGS, Ramp, Setting, ramps_of

if TYPE_CHECKING:
    from aptcheck.model import Observation

__all__ = ["Answer", "answers"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """The ramps of one setting on both sides; either may be empty."""

    setting: Setting
    science: tuple[Ramp, ...]
    sky: tuple[Ramp, ...]

    @property
    def comparable(self) -> bool:
        """Whether both sides expose the setting and every readout is known."""
        ramps = (*self.science, *self.sky)
        return bool(self.science) and bool(self.sky) and all(ramp.readout for ramp in ramps)

    @property
    def same_readout(self) -> bool:
        """Whether every science readout occurs in the background."""
        return {ramp.readout for ramp in self.science} <= {ramp.readout for ramp in self.sky}

    @property
    def unanswered(self) -> tuple[Ramp, ...]:
        """Science ramps whose (readout, Ngroups) has no equal in the background."""
        offered = {(ramp.readout, ramp.groups) for ramp in self.sky}
        return tuple(ramp for ramp in self.science if (ramp.readout, ramp.groups) not in offered)

    @property
    def nearest(self) -> tuple[Ramp, Ramp]:
        """The first of `unanswered` and the background ramp of its readout that comes nearest."""
        ramp = self.unanswered[0]
        same = [other for other in self.sky if other.readout == ramp.readout]
        return ramp, min(same, key=lambda other: abs((other.groups or 0) - (ramp.groups or 0)))

    @property
    def nearest_is_wanted(self) -> bool:
        """Whether that background ramp is the equal of another science ramp."""
        _, near = self.nearest
        return (near.readout, near.groups) in {(r.readout, r.groups) for r in self.science}

    @property
    def match(self) -> bool:
        """Whether every science ramp has its equal in the background."""
        return bool(self.science) and bool(self.sky) and not self.unanswered


def answers(science: Iterable[Observation], sky: Iterable[Observation]) -> tuple[Answer, ...]:
    """Hold science against sky in every setting that either side uses, SHORT to LONG."""
    wanted, offered = tuple(ramps_of(science)), tuple(ramps_of(sky))
    both = (
        Answer(
            setting=setting,
            science=tuple(ramp for ramp in wanted if ramp.setting == setting),
            sky=tuple(ramp for ramp in offered if ramp.setting == setting),
        )
        for setting in SETTINGS
    )
    return tuple(answer for answer in both if answer.science or answer.sky)
