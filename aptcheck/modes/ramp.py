"""One ramp: an exposure in one setting of its mode."""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from aptcheck.model import Observation
    from aptcheck.model.templates.exposure import Exposure

__all__ = ["Ramp", "Setting", "by_wavelength"]

#: What the pipeline compares of an exposure, such as (grating, filter); the mode defines the parts.
Setting: TypeAlias = tuple[str, ...]


def by_wavelength(setting: Setting) -> tuple[tuple[int, str], ...]:
    """Return the sort key of settings: the numbers in their names, F560W before F1000W."""
    numbers = (re.search("[0-9]{1,9}", part) for part in setting)
    return tuple(
        (int(number[0]) if number is not None else 0, part)
        for number, part in zip(numbers, setting, strict=True)
    )


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Ramp:
    """One exposure row in one setting; a number missing in the file is None.

    ``positions`` is the number of dither positions, 1 without a dither and None if the exposure
    names an unknown pattern; ``exposures`` is how often each position is repeated. ``subarray`` is
    that of the detector that the setting reads, ``apart`` the same if the pipeline keeps exposures
    of different subarrays apart. ``pattern`` distinguishes dither patterns. ``group_seconds`` is
    the time of one group, None if it is not known: then groups of one readout are counted instead.
    """

    observation: Observation
    exposure: Exposure
    setting: Setting
    readout: str | None
    groups: int | None
    integrations: int | None
    exposures: int
    positions: int | None
    subarray: str | None
    apart: str | None = None
    pattern: Hashable = None
    group_seconds: float | None = None

    @property
    def kind(self) -> tuple[Setting, str | None]:
        """What the pipeline compares before it assigns a background to an exposure."""
        return self.setting, self.apart

    @property
    def groups_taken(self) -> int | None:
        """Nexp x Ndither x Nint x Ngroups; None if any of them is unknown."""
        if self.groups is None or self.integrations is None or self.positions is None:
            return None
        return self.exposures * self.positions * self.integrations * self.groups

    @property
    def seconds(self) -> float | None:
        """These groups times the group time; None if either is unknown."""
        taken = self.groups_taken
        return None if taken is None or self.group_seconds is None else taken * self.group_seconds
