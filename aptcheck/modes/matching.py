"""Which exposures correspond to each other: the ramps of both sides, setting by setting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from aptcheck.modes.judged import modes_of
from aptcheck.modes.ramps import of_kind, ramps_of

if TYPE_CHECKING:
    from aptcheck.model import Observation
    from aptcheck.modes.ramp import Ramp, Setting

__all__ = ["SettingMatch", "Unequal", "matches", "unequal"]


@dataclass(frozen=True, kw_only=True, slots=True)
class SettingMatch:
    """The ramps of one setting on both sides; one side may be empty."""

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
        """Whether every science readout is used in the background."""
        return {ramp.readout for ramp in self.science} <= {ramp.readout for ramp in self.sky}

    @property
    def unmatched(self) -> tuple[Ramp, ...]:
        """Science ramps whose (readout, Ngroups) the background does not have."""
        offered = {(ramp.readout, ramp.groups) for ramp in self.sky}
        return tuple(ramp for ramp in self.science if (ramp.readout, ramp.groups) not in offered)

    @property
    def nearest(self) -> tuple[Ramp, Ramp]:
        """The first of `unmatched`, and the nearest background ramp with its readout."""
        ramp = self.unmatched[0]
        same = [other for other in self.sky if other.readout == ramp.readout]
        return ramp, min(same, key=lambda other: abs((other.groups or 0) - (ramp.groups or 0)))

    @property
    def nearest_is_wanted(self) -> bool:
        """Whether that background ramp matches another science ramp."""
        _, near = self.nearest
        return (near.readout, near.groups) in {(r.readout, r.groups) for r in self.science}

    @property
    def complete(self) -> bool:
        """Whether the background has every science ramp."""
        return bool(self.science) and bool(self.sky) and not self.unmatched


def matches(science: Iterable[Observation], sky: Iterable[Observation]) -> tuple[SettingMatch, ...]:
    """Compare science and background in every setting that either side uses, in mode order.

    All observations are of one mode. A setting that the science uses in several subarrays appears
    once for each. Background exposures in yet another subarray are left out, if one of the
    science's subarrays has a match.
    """
    sides = tuple(science), tuple(sky)
    wanted, offered = (tuple(ramps_of(side)) for side in sides)
    modes = modes_of((*sides[0], *sides[1]))
    settings = modes[0].ordered(ramp.setting for ramp in (*wanted, *offered)) if modes else ()
    kinds = {
        setting: dict.fromkeys(r.kind for r in wanted if r.setting == setting)
        or dict.fromkeys(r.kind for r in offered if r.setting == setting)
        for setting in settings
    }
    return tuple(
        SettingMatch(
            setting=setting,
            science=tuple(ramp for ramp in wanted if ramp.kind == kind),
            sky=of_kind(kind, offered),
        )
        for setting, own in kinds.items()
        for kind in own
    )


#: {(field of APT, setting): {value: the numbers of the observations that have it}}
Unequal: TypeAlias = "dict[tuple[str, Setting], dict[str, list[int]]]"


def unequal(observations: Iterable[Observation]) -> Unequal:
    """Return the fields in which observations with the same setting differ.

    Observations in subarrays that the pipeline keeps apart are not compared.
    """
    values: dict[tuple[str, Setting, str | None], dict[int, set[str]]] = defaultdict(
        lambda: defaultdict(set)
    )
    for ramp in ramps_of(observations):
        mrs = ramp.observation.mrs
        image = getattr(ramp.exposure, "filter", None) if mrs and mrs.takes_images else None
        for field, value in (
            ("Readout Pattern", ramp.readout),
            ("Groups/Int", ramp.groups),
            ("Subarray", ramp.subarray),
            ("Filter", image),
        ):
            if value is not None:
                values[field, *ramp.kind][ramp.observation.number].add(str(value))
    return {
        (field, setting): _holders(found)
        for (field, setting, _), found in values.items()
        if len({frozenset(words) for words in found.values()}) > 1
    }


def _holders(found: dict[int, set[str]]) -> dict[str, list[int]]:
    holders: dict[str, list[int]] = defaultdict(list)
    for number, words in found.items():
        for word in sorted(words):
            holders[word].append(number)
    return holders
