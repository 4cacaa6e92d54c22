"""The number of distinct positions on the sky of some observations."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aptcheck.errors import Unknown
from aptcheck.modes.judged import mode_of
from aptcheck.modes.ramps import ramps_of
from aptcheck.wording import Reason

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from aptcheck.model import Observation, Proposal
    from aptcheck.modes.ramp import Ramp, Setting

__all__ = ["distinct_positions", "fewest_positions"]

_UNKNOWN_DITHER = Reason("an exposure of the background names an unknown dither pattern")
_UNKNOWN_MOSAIC = Reason("the mosaic of a background observation cannot be read")
_UNKNOWN_OFFSET = Reason("the Offset of a background observation cannot be read")


def distinct_positions(proposal: Proposal, observations: Iterable[Observation]) -> int:
    """Return how many distinct pointings the exposures of the observations have.

    Two points are the same if place, Offset, tile, pattern and point agree: an observation repeated
    with the same pattern adds no position, nor does a second target at the same coordinates.

    Raises
    ------
    Unknown
        An exposure names an unknown pattern, or the Offset or the mosaic of an observation cannot
        be read.
    """
    return _counted(proposal, ((o, *one) for o in observations for one in _patterns(o)))


def fewest_positions(
    proposal: Proposal, observations: Iterable[Observation]
) -> tuple[int, list[Setting]]:
    """Return the fewest pointings that any kind of exposure has, and the settings that have them.

    Each filter of the imager is averaged by itself. (0, []) if there is no exposure.

    Raises
    ------
    Unknown
        As `distinct_positions`.
    """
    by_kind: dict[tuple[Setting, str | None], list[Ramp]] = defaultdict(list)
    for ramp in ramps_of(observations):
        by_kind[ramp.kind].append(ramp)
    counts = {
        kind: _counted(proposal, ((r.observation, r.pattern, r.positions) for r in ramps))
        for kind, ramps in by_kind.items()
    }
    fewest = min(counts.values(), default=0)
    return fewest, [kind[0] for kind, taken in counts.items() if taken == fewest]


def _patterns(observation: Observation) -> Iterator[tuple[Hashable, int | None]]:
    mode = mode_of(observation)
    if mode is not None:
        yield from mode.dithers(observation)


def _counted(proposal: Proposal, taken: Iterable[tuple[Observation, Hashable, int | None]]) -> int:
    """Count points and tiles without listing them: a proposal may claim any number."""
    found: dict[Hashable, set[tuple[int, int]]] = defaultdict(set)
    for observation, pattern, points in taken:
        if observation.requirements.offset_arcsec is None:
            raise Unknown(_UNKNOWN_OFFSET)
        if points is None:
            raise Unknown(_UNKNOWN_DITHER)
        if observation.mosaic.tiles is None:
            raise Unknown(_UNKNOWN_MOSAIC)
        place = _place(proposal, observation), observation.requirements.offset_arcsec
        found[place, pattern].add((points, observation.mosaic.tiles))
    return sum(map(_union, found.values()))


def _union(taken: Iterable[tuple[int, int]]) -> int:
    """Return how many pairs of point and tile some (points, tiles) cover, counted from 0."""
    total = most_tiles = 0
    above: int | None = None
    for points, tiles in sorted(taken, reverse=True):
        if above is not None:
            total += (above - points) * most_tiles
        most_tiles, above = max(most_tiles, tiles), points
    return total + (above or 0) * most_tiles


def _place(proposal: Proposal, observation: Observation) -> Hashable:
    target = proposal.target_of(observation)
    if target is not None and target.has_position:
        return target.ra_deg, target.dec_deg
    return observation.target_number
