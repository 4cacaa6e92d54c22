"""What the observations of one sky target expose differently."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from aptcheck.background.ramps import Setting, ramps_of

if TYPE_CHECKING:
    from aptcheck.model import Observation

__all__ = ["Unequal", "unequal"]

#: {(field of APT, setting): {value: the numbers of the observations that have it}}
Unequal = dict[tuple[str, Setting], dict[str, list[int]]]


def unequal(observations: Iterable[Observation]) -> Unequal:
    """Return the fields whose values two observations with the same setting do not share."""
    values: dict[tuple[str, Setting], dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for ramp in ramps_of(observations):
        mrs = ramp.observation.mrs
        image = ramp.exposure.filter if mrs is not None and mrs.takes_images else None
        for field, value in (
            ("Readout Pattern", ramp.readout),
            ("Groups/Int", ramp.groups),
            ("Subarray", ramp.subarray),
            ("Filter", image),
        ):
            if value is not None:
                values[field, ramp.setting][ramp.observation.number].add(str(value))
    return {
        key: _holders(found)
        for key, found in values.items()
        if len({frozenset(words) for words in found.values()}) > 1
    }


def _holders(found: dict[int, set[str]]) -> dict[str, list[int]]:
    holders: dict[str, list[int]] = defaultdict(list)
    for number, words in found.items():
        for word in sorted(words):
            holders[word].append(number)
    return holders
