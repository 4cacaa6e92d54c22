"""Which dither patterns the exposures of an observation use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.background.ramps import positions_of

if TYPE_CHECKING:
    from aptcheck.model import DitherPattern, Observation

__all__ = [
    "BESIDE_TARGET",
    "KNOWN_DITHERS",
    "is_imager_primary",
    "names_unknown_dither",
    "used_dithers",
]

#: Why what is asked of MRS science on its source is not asked of Primary Channel = Imager.
BESIDE_TARGET = "with Primary Channel = Imager the MRS stands beside the target"

#: What Optimized For can say beside Background (APT files of schema 39 to 71).
KNOWN_DITHERS = frozenset(
    {"POINT SOURCE", "EXTENDED SOURCE", "ALL", *(f"CHANNEL {n}" for n in range(1, 5))}
)


def used_dithers(observation: Observation) -> tuple[DitherPattern, ...]:
    """Return the patterns that the exposures use, in the order of the Dithers list.

    A pattern that no exposure names is not taken.
    """
    mrs = observation.mrs
    if mrs is None:
        return ()
    used = {exposure.dither for exposure in mrs.exposures}
    return tuple(pattern for pattern in mrs.dithers if pattern.index in used)


def names_unknown_dither(observation: Observation) -> bool:
    """Whether an exposure names a dither that the Dithers list does not hold."""
    mrs = observation.mrs
    return mrs is not None and any(
        mrs.pattern(exposure) is None and positions_of(mrs, exposure) is None
        for exposure in mrs.exposures
    )


def is_imager_primary(observation: Observation) -> bool:
    """Whether a live MRS observation has Primary Channel Imager."""
    mrs = observation.mrs
    return mrs is not None and mrs.takes_spectra and mrs.imager_primary and not observation.is_out
