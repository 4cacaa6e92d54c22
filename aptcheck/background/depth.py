"""How deep the background is beside its science, as a ratio of photon-collecting times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from aptcheck.background.ramps import SETTINGS, Ramp, Setting
from aptcheck.observatory.readout import group_seconds

__all__ = ["Depth", "depths", "photon_seconds"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Depth:
    """Photon time in seconds of one setting on both sides; None where a readout time is unknown."""

    setting: Setting
    science_s: float | None
    sky_s: float | None

    @property
    def ratio(self) -> float | None:
        """Sky over science; None when either is unknown or the science takes none."""
        if self.science_s is None or self.sky_s is None or self.science_s <= 0:
            return None
        return self.sky_s / self.science_s


def photon_seconds(ramps: Iterable[Ramp]) -> float | None:
    """Return the sum of Nexp x Ndither x Nint x Ngroups x t_group; None if one is unknown."""
    total = 0.0
    for ramp in ramps:
        seconds = group_seconds(ramp.readout)
        if seconds is None or ramp.groups is None or ramp.integrations is None:
            return None
        total += ramp.exposures * ramp.positions * ramp.integrations * ramp.groups * seconds
    return total


def depths(science: Iterable[Ramp], sky: Iterable[Ramp]) -> tuple[Depth, ...]:
    """Return the depth of every setting that both sides expose.

    A mosaic tile counts once: a tile is one pointing, and the depth is that of a pointing.
    Science observations of the same target add up; of different targets, the deepest counts.
    The sky is the sum of all its exposures.
    """
    wanted: dict[Setting, dict[object, list[Ramp]]] = defaultdict(lambda: defaultdict(list))
    for ramp in science:
        target = ramp.observation.target
        wanted[ramp.setting][target.number if target is not None else None].append(ramp)
    offered: dict[Setting, list[Ramp]] = defaultdict(list)
    for ramp in sky:
        offered[ramp.setting].append(ramp)
    return tuple(
        Depth(
            setting=setting,
            science_s=_deepest(wanted[setting].values()),
            sky_s=_sky_seconds(offered[setting]),
        )
        for setting in SETTINGS
        if setting in wanted and setting in offered
    )


def _deepest(by_target: Iterable[list[Ramp]]) -> float | None:
    times = [photon_seconds(ramps) for ramps in by_target]
    known = [time for time in times if time is not None]
    return max(known) if len(known) == len(times) else None


def _sky_seconds(ramps: list[Ramp]) -> float | None:
    """Sum the sky's exposures over its mosaic tiles as well: every tile is background."""
    per_observation = [(ramp.observation.mosaic.tiles, photon_seconds([ramp])) for ramp in ramps]
    known = [tiles * seconds for tiles, seconds in per_observation if seconds is not None]
    return sum(known) if len(known) == len(per_observation) else None
