"""Distinct dither positions of a set of observations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aptcheck.model import Observation

__all__ = ["distinct_positions"]


def distinct_positions(observations: Iterable[Observation]) -> int:
    """Return how many distinct pointings the MRS exposures of the observations take.

    Two points are one where target, Offset, tile, primary channel, pattern and point agree: an
    observation repeated with the same pattern adds no position, one on another target does.
    """
    return len({point for observation in observations for point in _points(observation)})


def _points(observation: Observation) -> Iterator[tuple[object, ...]]:
    mrs = observation.mrs
    if mrs is None:
        return
    offset = observation.requirements.offset
    pointing = (
        observation.target.number if observation.target is not None else None,
        (offset.x_arcsec, offset.y_arcsec) if offset is not None else (0.0, 0.0),
        mrs.primary_channel,
    )
    for exposure in mrs.exposures:
        pattern = mrs.pattern(exposure)
        shape = (pattern.optimized_for, pattern.direction) if pattern is not None else None
        for tile in range(observation.mosaic.tiles):
            for point in range(mrs.positions(exposure)):
                yield (*pointing, tile, shape, point)
