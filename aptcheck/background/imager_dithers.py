"""The dithers of observations that hold the imager on the target."""

from __future__ import annotations

from aptcheck.model import DitherPattern, Observation

__all__ = ["KNOWN_DITHERS", "imager_dithers", "is_imager_primary"]

#: What Optimized For can say beside Background (APT files of schema 39 to 71).
KNOWN_DITHERS = frozenset(
    {"POINT SOURCE", "EXTENDED SOURCE", "ALL", *(f"CHANNEL {n}" for n in range(1, 5))}
)


def is_imager_primary(observation: Observation) -> bool:
    """Whether a live MRS observation has Primary Channel Imager."""
    mrs = observation.mrs
    return mrs is not None and mrs.takes_spectra and mrs.imager_primary and not observation.is_out


def imager_dithers(observation: Observation) -> tuple[DitherPattern, ...]:
    """Return the patterns that the exposures use, in the order of the Dithers list."""
    mrs = observation.mrs
    if mrs is None:
        return ()
    used = {exposure.dither for exposure in mrs.exposures}
    return tuple(pattern for pattern in mrs.dithers if pattern.index in used)
