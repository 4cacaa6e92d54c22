"""At how many distinct positions on the sky observations are taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.errors import Unknown
from aptcheck.modes.judged import mode_of
from aptcheck.wording import Reason

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from aptcheck.model import Observation, Proposal

__all__ = ["distinct_positions"]

_UNKNOWN_DITHER = Reason("an exposure of the background names a dither pattern that is not known")
_UNKNOWN_MOSAIC = Reason("the mosaic of a background observation cannot be read")
_UNKNOWN_OFFSET = Reason("the Offset of a background observation cannot be read")


def distinct_positions(proposal: Proposal, observations: Iterable[Observation]) -> int:
    """Return how many distinct pointings the exposures of the observations take.

    Two points are one where place, Offset, tile, pattern and point agree: an observation repeated
    with the same pattern adds no position, nor does a second target entry at the same coordinates.

    Raises
    ------
    Unknown
        An exposure names a pattern that is not known, or the Offset or the mosaic of an observation
        cannot be read.
    """
    # Tiles are counted, not walked: a proposal may claim any number of them.
    tiles: dict[Hashable, int] = {}
    for observation in observations:
        for point in _points(proposal, observation):
            if observation.mosaic.tiles is None:
                raise Unknown(_UNKNOWN_MOSAIC)
            tiles[point] = max(tiles.get(point, 0), observation.mosaic.tiles)
    return sum(tiles.values())


def _points(proposal: Proposal, observation: Observation) -> Iterator[Hashable]:
    mode = mode_of(observation)
    if mode is None:
        return
    if observation.requirements.offset_arcsec is None:
        raise Unknown(_UNKNOWN_OFFSET)
    pointing = _place(proposal, observation), observation.requirements.offset_arcsec
    for pattern, points in mode.dithers(observation):
        if points is None:
            raise Unknown(_UNKNOWN_DITHER)
        yield from ((*pointing, pattern, point) for point in range(points))


def _place(proposal: Proposal, observation: Observation) -> Hashable:
    target = proposal.target_of(observation)
    if target is not None and target.has_position:
        return target.ra_deg, target.dec_deg
    return observation.target_number
