"""How deep the background is compared with the science: a ratio of photon-collecting times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from aptcheck.modes.judged import modes_of
from aptcheck.modes.ramps import of_kind, photon_groups, photon_seconds
from aptcheck.wording import Reason, numbered

if TYPE_CHECKING:
    from aptcheck.model import Observation
    from aptcheck.modes.mode import Mode
    from aptcheck.modes.ramp import Ramp, Setting

_Kind: TypeAlias = "tuple[Setting, str | None]"
#: What ramps collect, in seconds or groups.
_Light: TypeAlias = "Callable[[Iterable[Ramp]], float | None]"

__all__ = ["Depth", "above", "below", "count_exposures", "depths", "uncomputed"]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Depth:
    """What both sides collect in one setting; None where it cannot be computed.

    That is photon time in seconds (``unit`` is "s") where the time of a group is known, else the
    number of groups, where all are of one readout and subarray.
    """

    setting: Setting
    science: float | None
    sky: float | None
    unit: str

    @property
    def science_s(self) -> float | None:
        """The photon time of the science in seconds, None where it is not known."""
        return self.science if self.unit == "s" else None

    @property
    def ratio(self) -> float | None:
        """Sky over science; None when either is unknown or the science collects nothing."""
        if self.science is None or self.sky is None or self.science <= 0:
            return None
        # Nine tenths of a depth must not fall below 0.9 for the last bit of a sum.
        return round(self.sky / self.science, 9)

    @property
    def words(self) -> str:
        """Return ``1200 s of 2400 s photon time`` or ``40 of 80 groups``."""
        sky, science = f"{self.sky:.0f}", f"{self.science:.0f}"
        if self.unit == "s":
            return f"{sky} s of {science} s photon time"
        return f"{sky} of {science} groups"

    @property
    def against(self) -> str:
        """Return ``2400 s against 1200 s photon time`` or ``80 against 40 groups``."""
        sky, science = f"{self.sky:.0f}", f"{self.science:.0f}"
        if self.unit == "s":
            return f"{sky} s against {science} s photon time"
        return f"{sky} against {science} groups"


def depths(science: Iterable[Ramp], sky: Iterable[Ramp]) -> tuple[Depth, ...]:
    """Return the depth of every setting that both sides take.

    The science depth is that of one pointing: a mosaic tile counts once, and so does each Offset
    of a mosaic made of several observations. Observations of the same pointing add up; of all
    pointings and targets, the deepest counts. The sky is the sum of all its exposures.
    """
    wanted: dict[_Kind, dict[object, list[Ramp]]] = defaultdict(lambda: defaultdict(list))
    for ramp in science:
        wanted[ramp.kind][_pointing(ramp.observation)].append(ramp)
    sky = tuple(sky)
    offered = {kind: [*own] for kind in wanted if (own := of_kind(kind, sky))}
    modes = modes_of(ramp.observation for ramp in sky)
    return tuple(
        _depth(modes[0], kind[0], [*wanted[kind].values()], offered[kind])
        for setting in (modes[0].ordered(kind[0] for kind in offered) if modes else ())
        for kind in offered
        if kind[0] == setting
    )


def _depth(mode: Mode, setting: Setting, science: list[list[Ramp]], sky: list[Ramp]) -> Depth:
    if mode.knows_group_times:
        return _collected(setting, science, sky, photon_seconds, "s")
    every = (ramp for ramps in (*science, sky) for ramp in ramps)
    if photon_groups(every) is None:
        # of different kinds: their times cannot be compared
        return Depth(setting=setting, science=None, sky=None, unit="groups")
    return _collected(setting, science, sky, photon_groups, "groups")


def _collected(
    setting: Setting, science: list[list[Ramp]], sky: list[Ramp], light: _Light, unit: str
) -> Depth:
    return Depth(
        setting=setting, science=_deepest(science, light), sky=_over_tiles(sky, light), unit=unit
    )


def below(found: Iterable[Depth], limit: float) -> list[Depth]:
    """Return the depths whose ratio is known and below a limit, the shallowest first."""
    lower = [depth for depth in found if depth.ratio is not None and depth.ratio < limit]
    return sorted(lower, key=lambda depth: depth.ratio or 0.0)


def above(found: Iterable[Depth], limit: float) -> list[Depth]:
    """Return the depths whose ratio is known and above a limit, the deepest first."""
    higher = [depth for depth in found if depth.ratio is not None and depth.ratio > limit]
    return sorted(higher, key=lambda depth: depth.ratio or 0.0, reverse=True)


def count_exposures(ramps: Iterable[Ramp], *, repeats: bool = True) -> int | None:
    """Return the sum of Nexp x Ndither x mosaic tiles; None if a dither is unknown.

    Without ``repeats`` exposures at one position count once.
    """
    total = 0
    for ramp in ramps:
        if ramp.positions is None:
            return None
        tiles = ramp.observation.mosaic.tiles
        if tiles is None:
            return None
        total += (ramp.exposures if repeats else 1) * ramp.positions * tiles
    return total


def uncomputed(observations: Iterable[Observation], found: Iterable[Depth]) -> Reason | None:
    """Return which depths of these observations have no ratio, and why, if there are any."""
    observations = tuple(observations)
    unknown = {depth.setting for depth in found if depth.ratio is None}
    if not unknown:
        return None
    numbers = dict.fromkeys(observation.number for observation in observations)
    names = modes_of(observations)[0].setting_names(unknown)
    unlike = any(depth.unit != "s" for depth in found if depth.ratio is None)
    return Reason(
        f"{numbered('observation', numbers)}: {'depth' if unlike else 'photon time'} in {names} "
        "not known because a readout, dither, Offset or mosaic is not known"
        + (", or because readout or subarray differ" if unlike else "")
    )


def _pointing(observation: Observation) -> tuple[int | None, tuple[float, float] | None]:
    return observation.target_number, observation.requirements.offset_arcsec


def _deepest(by_pointing: list[list[Ramp]], light: _Light) -> float | None:
    observations = {ramp.observation.number: ramp for ramps in by_pointing for ramp in ramps}
    offsets = [one.observation.requirements.offset_arcsec for one in observations.values()]
    # With a single observation it does not matter where it points.
    if len(offsets) > 1 and None in offsets:
        return None
    times = [light(ramps) for ramps in by_pointing]
    known = [time for time in times if time is not None]
    return max(known) if len(known) == len(times) else None


def _over_tiles(ramps: list[Ramp], light: _Light) -> float | None:
    """Sum the sky's exposures over its mosaic tiles too: every tile is background."""
    per_observation = [(ramp.observation.mosaic.tiles, light([ramp])) for ramp in ramps]
    known = [tiles * own for tiles, own in per_observation if tiles is not None and own is not None]
    return sum(known) if len(known) == len(per_observation) else None
