"""Which dither patterns the exposures of an observation use, and how many positions that makes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from aptcheck.errors import Unknown
from aptcheck.wording import Reason

if TYPE_CHECKING:
    from aptcheck.model import DitherPattern, MrsExposure, MrsTemplate, Observation, Proposal

__all__ = [
    "distinct_positions",
    "names_unknown_dither",
    "positions_of",
    "used_dithers",
]

_UNKNOWN_DITHER = Reason("an exposure of the background names a dither pattern that is not known")
_UNKNOWN_MOSAIC = Reason("the mosaic of a background observation cannot be read")
_UNKNOWN_OFFSET = Reason("the Offset of a background observation cannot be read")


def distinct_positions(proposal: Proposal, observations: Iterable[Observation]) -> int:
    """Return how many distinct pointings the MRS exposures of the observations take.

    Two points are one where place, Offset, tile, primary channel, pattern and point agree: an
    observation repeated with the same pattern adds no position, nor does a second target entry
    at the same coordinates.

    Raises
    ------
    Unknown
        An exposure names a pattern that is not known, or the Offset or the mosaic of an observation
        cannot be read.
    """
    # Tiles are counted, not walked: a proposal may claim any number of them.
    tiles: dict[object, int] = {}
    for observation in observations:
        for point in _points(proposal, observation):
            if point is None:
                raise Unknown(_UNKNOWN_DITHER)
            if observation.mosaic.tiles is None:
                raise Unknown(_UNKNOWN_MOSAIC)
            tiles[point] = max(tiles.get(point, 0), observation.mosaic.tiles)
    return sum(tiles.values())


def _points(proposal: Proposal, observation: Observation) -> Iterator[tuple[object, ...] | None]:
    mrs = observation.mrs
    if mrs is None:
        return
    if observation.requirements.offset_arcsec is None:
        raise Unknown(_UNKNOWN_OFFSET)
    pointing = (
        _place(proposal, observation),
        observation.requirements.offset_arcsec,
        mrs.primary_channel,
    )
    for exposure in mrs.exposures:
        points = positions_of(mrs, exposure)
        if points is None:
            yield None
            continue
        pattern = mrs.pattern(exposure)
        shape = (pattern.optimized_for, pattern.direction) if pattern is not None else None
        for point in range(points):
            yield (*pointing, shape, point)


def _place(proposal: Proposal, observation: Observation) -> object:
    target = proposal.target_of(observation)
    if target is not None and target.has_position:
        return target.ra_deg, target.dec_deg
    return observation.target_number


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


def positions_of(mrs: MrsTemplate, exposure: MrsExposure) -> int | None:
    """Return the number of dither positions; None where the exposure's pattern is not known."""
    pattern = mrs.pattern(exposure)
    if pattern is not None:
        return pattern.points or None
    return 1 if exposure.undithered else None
