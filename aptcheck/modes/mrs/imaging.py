"""Simultaneous imaging: whether the imager takes data with the MRS, and in which filters."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aptcheck.model import Observation
    from aptcheck.model.templates.mrs_gratings import Grating

__all__ = ["image_filters", "overlapping", "takes_images"]

#: F1280W and redder: those for which APT reports an overlap (357 of 357 MRS observations that APT
#: printed, 2022 to 2026, and never for F1130W).
_RED = frozenset({"F1280W", "F1500W", "F1800W", "F2100W", "F2550W", "F2550WR"})


def takes_images(observation: Observation) -> bool | None:
    """Whether the imager takes data too; None if neither field of the form says so."""
    mrs = observation.mrs
    if mrs is None or (mrs.simultaneous_imaging is None and mrs.detector is None):
        return None
    return mrs.takes_images


def image_filters(observation: Observation) -> dict[Grating, frozenset[str]]:
    """Return the filters of the imager by grating; none if it takes no images."""
    mrs = observation.mrs
    found: dict[Grating, set[str]] = defaultdict(set)
    if mrs is not None and mrs.takes_images:
        for exposure in mrs.exposures:
            for grating in exposure.gratings:
                if exposure.filter:
                    found[grating].add(exposure.filter)
    return {grating: frozenset(filters) for grating, filters in found.items()}


def overlapping(observation: Observation) -> frozenset[str]:
    """Return the filters in which, according to APT, the images of one observation overlap.

    These are the red filters of dithered exposures with the MRS primary, except with Channel 4.
    """
    mrs = observation.mrs
    if mrs is None or not mrs.takes_images or mrs.imager_primary:
        return frozenset()
    if mrs.primary_channel == "CHANNEL4":
        return frozenset()
    dithered = (exposure for exposure in mrs.exposures if not exposure.undithered)
    return _RED & {exposure.filter for exposure in dithered if exposure.filter}
