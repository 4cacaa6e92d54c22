"""How deep the background is beside its science, as a ratio of photon-collecting times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.modes.mrs.ramps import Ramp, photon_seconds
from aptcheck.modes.mrs.setting_words import setting_names
from aptcheck.modes.mrs.settings import SETTINGS, Setting
from aptcheck.wording import Reason, numbered

if TYPE_CHECKING:
    from aptcheck.model import Observation

__all__ = ["Depth", "above", "below", "count_exposures", "depths", "uncomputed"]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Depth:
    """Photon time in seconds of one setting on both sides; None where it cannot be computed."""

    setting: Setting
    science_s: float | None
    sky_s: float | None

    @property
    def ratio(self) -> float | None:
        """Sky over science; None when either is unknown or the science takes none."""
        if self.science_s is None or self.sky_s is None or self.science_s <= 0:
            return None
        # Nine tenths of a depth must not fall below 0.9 for the last bit of a sum.
        return round(self.sky_s / self.science_s, 9)


def depths(science: Iterable[Ramp], sky: Iterable[Ramp]) -> tuple[Depth, ...]:
    """Return the depth of every setting that both sides expose.

    The science depth is that of one pointing: a mosaic tile counts once, and so does each Offset
    of a mosaic made of several observations. Observations of the same pointing add up; of all
    pointings and targets, the deepest counts. The sky is the sum of all its exposures.
    """
    wanted: dict[Setting, dict[object, list[Ramp]]] = defaultdict(lambda: defaultdict(list))
    for ramp in science:
        wanted[ramp.setting][_pointing(ramp.observation)].append(ramp)
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


def below(found: Iterable[Depth], limit: float) -> list[Depth]:
    """Return the depths whose ratio is known and below a limit, the shallowest first."""
    lower = [depth for depth in found if depth.ratio is not None and depth.ratio < limit]
    return sorted(lower, key=lambda depth: depth.ratio or 0.0)


def above(found: Iterable[Depth], limit: float) -> list[Depth]:
    """Return the depths whose ratio is known and above a limit, the deepest first."""
    higher = [depth for depth in found if depth.ratio is not None and depth.ratio > limit]
    return sorted(higher, key=lambda depth: depth.ratio or 0.0, reverse=True)


def count_exposures(ramps: Iterable[Ramp]) -> int | None:
    """Return the sum of Nexp x Ndither x mosaic tiles; None if a dither is unknown."""
    total = 0
    for ramp in ramps:
        if ramp.positions is None:
            return None
        tiles = ramp.observation.mosaic.tiles
        if tiles is None:
            return None
        total += ramp.exposures * ramp.positions * tiles
    return total


def uncomputed(observations: Iterable[Observation], found: Iterable[Depth]) -> Reason | None:
    """Return which depths of these observations have no ratio, and why, if there are any."""
    unknown = {depth.setting for depth in found if depth.ratio is None}
    if not unknown:
        return None
    numbers = dict.fromkeys(observation.number for observation in observations)
    return Reason(
        f"{numbered('observation', numbers)}: photon time in {setting_names(unknown)} not "
        "computed, a readout, dither, Offset or mosaic is not known"
    )


def _pointing(observation: Observation) -> tuple[int | None, tuple[float, float] | None]:
    return observation.target_number, observation.requirements.offset_arcsec


def _deepest(by_pointing: Iterable[list[Ramp]]) -> float | None:
    by_pointing = list(by_pointing)
    observations = {ramp.observation.number: ramp for ramps in by_pointing for ramp in ramps}
    offsets = [one.observation.requirements.offset_arcsec for one in observations.values()]
    # With a single observation it does not matter where it points.
    if len(offsets) > 1 and None in offsets:
        return None
    times = [photon_seconds(ramps) for ramps in by_pointing]
    known = [time for time in times if time is not None]
    return max(known) if len(known) == len(times) else None


def _sky_seconds(ramps: list[Ramp]) -> float | None:
    """Sum the sky's exposures over its mosaic tiles as well: every tile is background."""
    per_observation = [(ramp.observation.mosaic.tiles, photon_seconds([ramp])) for ramp in ramps]
    known = [
        tiles * seconds
        for tiles, seconds in per_observation
        if tiles is not None and seconds is not None
    ]
    return sum(known) if len(known) == len(per_observation) else None
