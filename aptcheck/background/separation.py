"""How far the sky stands from its science: a great circle in plain arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from math import atan2, cos, degrees, hypot, radians, sin, sqrt

from aptcheck.model import Observation, Proposal, Target

__all__ = [
    "Separation",
    "great_circle_arcsec",
    "julian_year",
    "pointing_separation",
    "position_at",
    "separation",
]

Vector = tuple[float, float, float]
_ARCSEC = 3600.0
_MAS_TO_RADIANS = radians(1.0 / 3.6e6)

#: Width and height of the MRS channel 1A field in arcsec, the pitch of an MRS mosaic without
#: overlap (SIAF PRDOPSSOC-075; that APT tiles by the primary aperture is inferred).
_TILE_ARCSEC = (3.2, 3.7)


@dataclass(frozen=True, kw_only=True, slots=True)
class Separation:
    """A separation in arcsec, with its bounds over all position angles.

    ``arcsec`` is from pointing to the nearest science tile. An Offset or a mosaic turns with the
    aperture, so without an angle the true value lies from ``nearest`` to ``farthest``.
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

    Linear motion along the great circle of the proper motion, without radial velocity or
    parallax. Without a stated epoch, or with ``year`` None, the catalogue position stands.
    """
    if target.ra_deg is None or target.dec_deg is None:
        return None
    motion = target.motion
    years = 0.0 if year is None or motion.epoch is None else year - motion.epoch
    east_mas = (motion.ra_mas_per_year or 0.0) * years
    north_mas = (motion.dec_mas_per_year or 0.0) * years
    if not (east_mas or north_mas):
        return target.ra_deg, target.dec_deg
    ra, dec = radians(target.ra_deg), radians(target.dec_deg)
    east: Vector = (-sin(ra), cos(ra), 0.0)
    north: Vector = (-sin(dec) * cos(ra), -sin(dec) * sin(ra), cos(dec))
    x, y, z = (
        axis + _MAS_TO_RADIANS * (east_mas * e + north_mas * n)
        for axis, e, n in zip(_unit(target.ra_deg, target.dec_deg), east, north, strict=True)
    )
    return degrees(atan2(y, x)) % 360.0, degrees(atan2(z, hypot(x, y)))


def great_circle_arcsec(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the angle in arcsec between two (RA, Dec) in degrees, exact at every distance."""
    a, b = _unit(*one), _unit(*other)
    cross = (
        a[1] * b[2] - a[2] * b[1],
        a[2] * b[0] - a[0] * b[2],
        a[0] * b[1] - a[1] * b[0],
    )
    dot = sum(p * q for p, q in zip(a, b, strict=True))
    return degrees(atan2(sqrt(sum(c * c for c in cross)), dot)) * _ARCSEC


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
    """Return how far a sky stands from its science at a Julian year.

    Two entries of one moving body differ by their Offset alone. None where a position is unknown.
    """
    offset = _offset_between(science, sky)
    targets = proposal.target_of(science), proposal.target_of(sky)
    distance = pointing_separation(proposal, science, sky, year)
    if distance is None:
        if not _same_body(*targets) or not offset:
            return None
        distance = 0.0
    tiles = _tile_reach(science)
    return Separation(
        arcsec=max(0.0, hypot(distance, offset) - tiles),
        nearest=max(0.0, abs(distance - offset) - tiles),
        farthest=distance + offset + tiles,
    )


def _offset_between(science: Observation, sky: Observation) -> float:
    offsets = [
        (o.x_arcsec, o.y_arcsec) if o is not None else (0.0, 0.0)
        for o in (science.requirements.offset, sky.requirements.offset)
    ]
    return hypot(offsets[1][0] - offsets[0][0], offsets[1][1] - offsets[0][1])


def _same_body(one: Target | None, other: Target | None) -> bool:
    if one is None or other is None or not (one.is_moving and other.is_moving):
        return False
    return one.body is not None and one.body == other.body


def _tile_reach(observation: Observation) -> float:
    """Return how far the outermost tile centre stands from the mosaic centre, in arcsec."""
    mosaic = observation.mosaic
    width = _TILE_ARCSEC[0] * (1 - mosaic.column_overlap_percent / 100) * (mosaic.columns - 1) / 2
    height = _TILE_ARCSEC[1] * (1 - mosaic.row_overlap_percent / 100) * (mosaic.rows - 1) / 2
    return hypot(width, height)


def _unit(ra_deg: float, dec_deg: float) -> Vector:
    ra, dec = radians(ra_deg), radians(dec_deg)
    return cos(dec) * cos(ra), cos(dec) * sin(ra), sin(dec)
