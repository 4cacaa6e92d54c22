"""How far the sky stands from its science: a great circle in plain arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from math import atan2, cos, degrees, hypot, isfinite, pi, radians, sin
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aptcheck.model import Mosaic, Observation, Proposal, Target

__all__ = [
    "Separation",
    "Vector",
    "angle_arcsec",
    "direction",
    "great_circle_arcsec",
    "julian_year",
    "pointing_separation",
    "position_at",
    "same_body",
    "separation",
]

Vector = tuple[float, float, float]
_ARCSEC = 3600.0
_MAS_TO_RADIANS = radians(1.0 / 3.6e6)

#: Width and height of the MRS channel 1A field in arcsec, the pitch of an MRS mosaic without
#: overlap (SIAF PRDOPSSOC-075; that APT tiles by the primary aperture is inferred).
_TILE_ARCSEC = (3.2, 3.7)
#: From the imager's reference point to that of channel 1A, V2 and V3 in arcsec: where the MRS
#: stands while the imager is on the target (SIAF PRDOPSSOC-075, MIRIM_ILLUM and MIRIFU_CHANNEL1A).
_IMAGER_TO_MRS = (-49.99, 54.80)
_TURNS = 72


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Separation:
    """How far the sky field stands from the nearest science tile, in arcsec.

    An Offset, a mosaic and Primary Channel = Imager turn with the telescope, so without an angle
    the value lies from ``nearest`` to ``farthest``; ``arcsec`` is the mean over all angles. The
    three are equal where the angle does not matter.
    """

    arcsec: float
    nearest: float
    farthest: float


def julian_year(moment: datetime) -> float:
    """Return the Julian epoch of a moment (UTC taken for TT: 70 s are nothing here)."""
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return 2000.0 + (aware - datetime(2000, 1, 1, 12, tzinfo=UTC)).total_seconds() / 31557600.0


def position_at(target: Target, year: float | None) -> tuple[float, float] | None:
    """Return (RA, Dec) in degrees at a Julian year; None for a target without coordinates.

    Straight motion in space as seen without radial velocity and parallax: along the great circle
    of the proper motion. Without a stated epoch, or with ``year`` None, the catalogue position
    stands.
    """
    if target.ra_deg is None or target.dec_deg is None:
        return None
    motion = target.motion
    years = 0.0 if year is None or motion.epoch is None else year - motion.epoch
    east_mas = (motion.ra_mas_per_year or 0.0) * years
    north_mas = (motion.dec_mas_per_year or 0.0) * years
    if not (east_mas or north_mas):
        return target.ra_deg, target.dec_deg
    if not isfinite(hypot(east_mas, north_mas)):
        return None
    ra, dec = radians(target.ra_deg), radians(target.dec_deg)
    east: Vector = (-sin(ra), cos(ra), 0.0)
    north: Vector = (-sin(dec) * cos(ra), -sin(dec) * sin(ra), cos(dec))
    x, y, z = (
        axis + _MAS_TO_RADIANS * (east_mas * e + north_mas * n)
        for axis, e, n in zip(direction(target.ra_deg, target.dec_deg), east, north, strict=True)
    )
    return degrees(atan2(y, x)) % 360.0, degrees(atan2(z, hypot(x, y)))


def direction(ra_deg: float, dec_deg: float) -> Vector:
    """Return the unit vector towards a position in degrees."""
    ra, dec = radians(ra_deg), radians(dec_deg)
    return cos(dec) * cos(ra), cos(dec) * sin(ra), sin(dec)


def great_circle_arcsec(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the angle in arcsec between two (RA, Dec) in degrees, exact at every distance."""
    return angle_arcsec(direction(*one), direction(*other))


def angle_arcsec(one: Vector, other: Vector) -> float:
    """Return the angle in arcsec between two unit vectors, exact at every distance."""
    (ax, ay, az), (bx, by, bz) = one, other
    across = hypot(ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx)
    return degrees(atan2(across, ax * bx + ay * by + az * bz)) * _ARCSEC


def pointing_separation(
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
    """Return how far a sky stands from the nearest tile of its science at a Julian year.

    Two entries of one moving body differ by their Offset alone. None where a position is unknown.
    Tiles taken out of a mosaic are counted, its skew is not: the value errs by a tile at most.
    """
    shift = _shift(science, sky)
    distance = pointing_separation(proposal, science, sky, year)
    if distance is None:
        if not same_body(proposal, science, sky) or not any(shift):
            return None
        distance = 0.0
    turns = _TURNS if distance and (any(shift) or science.mosaic.tiles > 1) else 1
    around = [
        _from_nearest_tile(distance, angle, shift, science.mosaic)
        for angle in _angles(turns, shift)
    ]
    return Separation(arcsec=sum(around) / turns, nearest=min(around), farthest=max(around))


def same_body(proposal: Proposal, one: Observation, other: Observation) -> bool:
    """Whether both observations follow the same moving body, through one entry or two."""
    targets = proposal.target_of(one), proposal.target_of(other)
    bodies = [t.body if t is not None and t.is_moving else None for t in targets]
    return bodies[0] is not None and bodies[0] == bodies[1]


def _shift(science: Observation, sky: Observation) -> tuple[float, float]:
    """Return how the two MRS fields differ in the telescope's own frame, in arcsec.

    The frames of imager and MRS differ by a few degrees, which an Offset is too short to show.
    """
    fields = [_field(observation) for observation in (science, sky)]
    return fields[1][0] - fields[0][0], fields[1][1] - fields[0][1]


def _field(observation: Observation) -> tuple[float, float]:
    offset = observation.requirements.offset
    x, y = (offset.x_arcsec, offset.y_arcsec) if offset is not None else (0.0, 0.0)
    if observation.mrs is not None and observation.mrs.imager_primary:
        # Ideal x runs against V2 on all MIRI apertures
        return x - _IMAGER_TO_MRS[0], y + _IMAGER_TO_MRS[1]
    return x, y


def _angles(turns: int, shift: tuple[float, float]) -> Iterator[float]:
    """Yield directions all around, from that of the shift: so both extremes are among them."""
    start = atan2(shift[1], shift[0])
    for turn in range(turns):
        yield start + turn * 2 * pi / turns


def _from_nearest_tile(
    distance: float, angle: float, shift: tuple[float, float], mosaic: Mosaic
) -> float:
    """Return the distance to the nearest tile when the sky target lies at ``angle``."""
    return hypot(
        _beside(
            distance * cos(angle) + shift[0],
            mosaic.columns,
            _TILE_ARCSEC[0] * (1 - mosaic.column_overlap_percent / 100),
        ),
        _beside(
            distance * sin(angle) + shift[1],
            mosaic.rows,
            _TILE_ARCSEC[1] * (1 - mosaic.row_overlap_percent / 100),
        ),
    )


def _beside(position: float, tiles: int, pitch: float) -> float:
    """Return how far a position lies from the nearest of some tiles in a row about zero."""
    if tiles < 2 or pitch <= 0:
        return position
    middle = (tiles - 1) / 2
    nearest = min(max(round(position / pitch + middle), 0), tiles - 1)
    return position - (nearest - middle) * pitch
