"""How far a sky is from the science it serves: a great circle in plain arithmetic."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from math import atan2, cos, hypot, pi, sin, sqrt
from typing import TYPE_CHECKING

from aptcheck.geometry.great_circle import great_circle_arcsec
from aptcheck.model.epoch import position_at
from aptcheck.modes.judged import mode_of
from aptcheck.modes.mrs.apertures import imager_to_mrs

if TYPE_CHECKING:
    from aptcheck.model import Mosaic, Observation, Proposal

__all__ = ["Separation", "pointing", "same_body", "separation", "target_separation"]

_TURNS = 72
_HALF_THE_SKY = 180 * 3600.0  # arcsec


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Separation:
    """How far the background field is from the nearest science tile, in arcsec.

    An Offset, a mosaic and Primary Channel = Imager turn with the telescope, so without an angle
    the distance is between ``nearest`` and ``farthest``; ``arcsec`` is the mean over all angles.
    The three are equal where the angle does not matter.
    """

    arcsec: float
    nearest: float
    farthest: float


def target_separation(
    proposal: Proposal, science: Observation, sky: Observation, year: float | None = None
) -> float | None:
    """Return the distance of two observations' targets in arcsec; None if either has no place."""
    targets = proposal.target_of(science), proposal.target_of(sky)
    places = [position_at(t, year) if t is not None else None for t in targets]
    if places[0] is None or places[1] is None:
        return None
    return great_circle_arcsec(places[0], places[1])


def separation(
    proposal: Proposal, science: Observation, sky: Observation, year: float | None
) -> Separation | None:
    """Return how far a sky is from the nearest science tile at a Julian year.

    Two targets on one moving body differ only by their Offset. None where a position, an Offset or
    the mosaic is unknown, or the distance is larger than 180 degrees. Tiles removed from a mosaic
    count, its skew does not: the value is wrong by a tile at most.
    """
    shift = _shift(science, sky)
    if shift is None or science.mosaic.unread:
        return None
    distance = target_separation(proposal, science, sky, year)
    if distance is None:
        if not same_body(proposal, science, sky) or not any(shift):
            return None
        distance = 0.0
    if distance + hypot(*shift) > _HALF_THE_SKY + 1.0:
        return None
    if science.mosaic.tiles == 1:
        return _of_points(distance, hypot(*shift))
    turns = _TURNS if distance else 1
    around = [
        _from_nearest_tile(distance, angle, shift, science.mosaic, _tile_pitch(science))
        for angle in _angles(turns, shift)
    ]
    return Separation(arcsec=sum(around) / turns, nearest=min(around), farthest=max(around))


def pointing(observation: Observation) -> Hashable:
    """Return a key that is equal for observations whose separations from others are equal.

    Values that cannot be read all get different keys.
    """
    offset, mosaic = observation.requirements.offset_arcsec, observation.mosaic
    if offset is None or mosaic.unread or observation.target_number is None:
        return id(observation)
    tiling = mosaic.rows, mosaic.columns, mosaic.row_overlap_percent, mosaic.column_overlap_percent
    return observation.target_number, offset, tiling, observation.imager_primary


def same_body(proposal: Proposal, one: Observation, other: Observation) -> bool:
    """Whether both observations follow the same moving body, as one target or two."""
    targets = proposal.target_of(one), proposal.target_of(other)
    bodies = [t.body if t is not None and t.is_moving else None for t in targets]
    return bodies[0] is not None and bodies[0] == bodies[1]


def _shift(science: Observation, sky: Observation) -> tuple[float, float] | None:
    """Return how the two fields differ in the telescope's own frame, in arcsec.

    The frames of imager and MRS differ by a few degrees, too little to matter over an Offset.
    """
    one, other = _field(science), _field(sky)
    return None if one is None or other is None else (other[0] - one[0], other[1] - one[1])


def _field(observation: Observation) -> tuple[float, float] | None:
    offset = observation.requirements.offset_arcsec
    if offset is None:
        return None
    x, y = offset
    if observation.imager_primary:
        v2, v3 = imager_to_mrs()
        # Ideal x runs against V2 on all MIRI apertures
        return x - v2, y + v3
    return x, y


def _of_points(one: float, other: float) -> Separation:
    """Return how long two steps from a point are together, over all angles between them.

    The mean is a complete elliptic integral of the second kind, 2 / pi (a + b) E(m) with
    m = 4 a b / (a + b)^2, by the arithmetic-geometric mean (Abramowitz and Stegun 17.6).
    """
    far = one + other
    if not one or not other:
        return Separation(arcsec=far, nearest=far, farthest=far)
    near = abs(one - other)
    if not near:
        return Separation(arcsec=2 * far / pi, nearest=0.0, farthest=far)
    arithmetic, geometric, sine, weight, lost = (
        1.0,
        near / far,
        2 * sqrt(one) * sqrt(other) / far,
        0.5,
        0.0,
    )
    while sine > 1e-9:
        lost += weight * sine * sine
        arithmetic, geometric, sine, weight = (
            (arithmetic + geometric) / 2,
            sqrt(arithmetic * geometric),
            (arithmetic - geometric) / 2,
            2 * weight,
        )
    mean = far * (1 - lost) / arithmetic
    return Separation(arcsec=mean, nearest=near, farthest=far)


def _angles(turns: int, shift: tuple[float, float]) -> Iterator[float]:
    """Yield directions all around, starting at that of the shift, so that both extremes occur."""
    start = atan2(shift[1], shift[0])
    for turn in range(turns):
        yield start + turn * 2 * pi / turns


def _from_nearest_tile(
    distance: float,
    angle: float,
    shift: tuple[float, float],
    mosaic: Mosaic,
    pitch: tuple[float, float],
) -> float:
    """Return the distance to the nearest tile when the background target is at ``angle``."""
    width, height = pitch
    return hypot(
        _beside(
            distance * cos(angle) + shift[0],
            mosaic.columns,
            width * (1 - mosaic.column_overlap_percent / 100),
        ),
        _beside(
            distance * sin(angle) + shift[1],
            mosaic.rows,
            height * (1 - mosaic.row_overlap_percent / 100),
        ),
    )


def _tile_pitch(observation: Observation) -> tuple[float, float]:
    """Return width and height of a tile; 0 where the mode is not known, so that all coincide."""
    mode = mode_of(observation)
    return mode.tile_pitch(observation) if mode is not None else (0.0, 0.0)


def _beside(position: float, tiles: int, pitch: float) -> float:
    """Return how far a position is from the nearest of several tiles in a row about zero."""
    if tiles < 2 or pitch <= 0:
        return position
    middle = (tiles - 1) / 2
    nearest = min(max(round(position / pitch + middle), 0), tiles - 1)
    return position - (nearest - middle) * pitch
