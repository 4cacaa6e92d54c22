"""The dither patterns that the exposures of an MRS observation use, and their positions."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aptcheck.model import DitherPattern, MrsExposure, MrsTemplate, Observation

__all__ = [
    "names_unknown_dither",
    "patterns",
    "positions_of",
    "used_dithers",
]


def patterns(observation: Observation) -> Iterator[tuple[object, int | None]]:
    """Yield for each exposure what distinguishes its pattern, and its number of positions.

    The number is None if the exposure's pattern is not known.
    """
    mrs = observation.mrs
    if mrs is None:
        return
    for exposure in mrs.exposures:
        pattern = mrs.pattern(exposure)
        shape = (pattern.optimized_for, pattern.direction) if pattern is not None else None
        yield (mrs.primary_channel, shape), positions_of(mrs, exposure)


def used_dithers(observation: Observation) -> tuple[DitherPattern, ...]:
    """Return the patterns that the exposures use, in the order of the Dithers list.

    Patterns that no exposure names are left out.
    """
    mrs = observation.mrs
    if mrs is None:
        return ()
    used = {exposure.dither for exposure in mrs.exposures}
    return tuple(pattern for pattern in mrs.dithers if pattern.index in used)


def names_unknown_dither(observation: Observation) -> bool:
    """Whether an exposure names a dither that is not in the Dithers list."""
    mrs = observation.mrs
    return mrs is not None and any(
        mrs.pattern(exposure) is None and positions_of(mrs, exposure) is None
        for exposure in mrs.exposures
    )


def positions_of(mrs: MrsTemplate, exposure: MrsExposure) -> int | None:
    """Return the number of dither positions; None if the exposure's pattern is not known."""
    pattern = mrs.pattern(exposure)
    if pattern is not None:
        return pattern.points or None
    return 1 if exposure.undithered else None
