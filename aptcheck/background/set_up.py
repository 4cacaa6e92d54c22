"""What the set-up of two observations says about which is the science and which the sky."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.modes.judged import mode_of
from aptcheck.modes.ramps import photon_groups, photon_seconds, ramps_of

if TYPE_CHECKING:
    from aptcheck.model import Observation

__all__ = [
    "DEEPER",
    "SetUp",
    "answers",
    "has_acquisition",
    "has_equal_ramps",
    "is_recognized_by_set_up",
    "set_up",
]

#: Photon times whose ratio is smaller prove nothing: integrations are rounded.
DEEPER = 1.1
#: Modes in which like observations are linked for many reasons: two fields, a comparison star.
_LINKED_ANYWAY = frozenset({"miri-imaging", "nirspec-fs"})


@dataclass(frozen=True, slots=True)
class SetUp:
    """What a science nearly always has more of than its sky (324 real pairs, 2021 to 2026).

    ``depth`` is the photon time of all settings, in groups in a mode that counts these, 0 where
    it is not known.
    """

    acquires: bool
    tiles: int
    depth: float

    def signs_over(self, other: SetUp) -> int:
        """Return how many of the three are larger than those of another."""
        return (
            (self.acquires and not other.acquires)
            + (self.tiles > other.tiles)
            + (other.depth > 0 and self.depth > DEEPER * other.depth)
        )

    @property
    def order(self) -> tuple[bool, int, float]:
        """The three, in the order in which they decide."""
        return self.acquires, self.tiles, self.depth

    def comes_before(self, other: SetUp) -> bool:
        """Whether this is the science of the two, by the first of the three that differs."""
        if self.order[:2] != other.order[:2]:
            return self.order[:2] > other.order[:2]
        return self.signs_over(other) > 0


def set_up(observation: Observation) -> SetUp:
    """Return the set-up of an observation."""
    ramps = tuple(ramps_of([observation]))
    return SetUp(
        acquires=has_acquisition(observation),
        tiles=observation.mosaic.tiles or 1,
        depth=photon_seconds(ramps) or photon_groups(ramps) or 0.0,
    )


def is_recognized_by_set_up(observation: Observation) -> bool:
    """Whether the set-up alone can show a sky in the mode of an observation."""
    mode = mode_of(observation)
    return mode is not None and mode.name not in _LINKED_ANYWAY


def has_acquisition(observation: Observation) -> bool:
    """Whether an observation starts with a target acquisition."""
    acquisition = observation.acquisition
    return acquisition is not None and acquisition.kind in ("same", "other")


def answers(sky: Observation, science: Observation) -> bool:
    """Whether a sky is taken in every setting of a science observation."""
    wanted = {ramp.setting for ramp in ramps_of([science])}
    return bool(wanted) and wanted <= {ramp.setting for ramp in ramps_of([sky])}


def has_equal_ramps(sky: Observation, science: Observation) -> bool:
    """Whether a sky has every ramp of a science observation: setting, readout and Ngroups."""
    wanted, offered = (
        {(ramp.setting, ramp.readout, ramp.groups) for ramp in ramps_of([one])}
        for one in (science, sky)
    )
    return bool(wanted) and wanted <= offered
