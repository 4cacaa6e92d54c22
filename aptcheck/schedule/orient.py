"""Requirements on position angle as sets of V3PA.

An orient requirement is given in the position angle of the observation's own aperture, which is
V3PA plus the aperture's V3IdlYAngle (0 for the MRS, 4.83545 degrees for the imager, 138.97 for the
NIRSpec IFU; SIAF PRDOPSSOC-075), or in V3PA itself. Both are angles at the target.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from aptcheck.geometry.angles import AngleSet

if TYPE_CHECKING:
    from aptcheck.model.links import Links, OrientFromLink, SameOrientLink
    from aptcheck.model.requirements import OrientRange

__all__ = ["as_v3pa", "following", "orient_links", "orient_ranges", "turned_from"]


def as_v3pa(ranges: Iterable[tuple[float, float]], v3_idl_y_angle: float) -> AngleSet:
    """Return the V3PA of ranges in aperture PA: their union, each from its first end to its second.

    A range may wrap (328 to 72) or be a single angle (290 to 290).
    """
    return AngleSet.of(ranges).shifted(-v3_idl_y_angle)


def orient_ranges(ranges: Iterable[OrientRange], v3_idl_y_angle: float) -> AngleSet | None:
    """Return the V3PA that the Aperture PA Ranges of an observation allow, None without any."""
    sets = [
        as_v3pa([(asked.min_deg, asked.max_deg)], _offset(asked.frame, v3_idl_y_angle))
        for asked in ranges
    ]
    return AngleSet.any_of(sets) if sets else None


def turned_from(
    other: AngleSet, low: float, high: float, *, own_angle: float = 0.0, other_angle: float = 0.0
) -> AngleSet:
    """Return the V3PA that are `low` to `high` degrees from some angle of another observation.

    Parameters
    ----------
    other : AngleSet
        V3PA the other observation may take.
    low, high : float
        Offset of this observation's angle from the other's, in either order (-7 to -14 is seen).
    own_angle, other_angle : float
        V3IdlYAngle of both apertures where the offset is between aperture PAs, else 0.
    """
    low, high = min(low, high), max(low, high)
    shift = other_angle - own_angle
    return AngleSet.of((lo + low + shift, hi + high + shift) for lo, hi in other.arcs)


def following(
    link: OrientFromLink | SameOrientLink,
    observation: int,
    other: AngleSet,
    *,
    own_angle: float,
    other_angle: float,
) -> AngleSet | None:
    """Return the V3PA that a link leaves to an observation, given those of the other side.

    Either side of an OrientFromLink can be asked for. None where the link does not name the
    observation or gives no angles; an offset with one end is that single angle.
    """
    if link.frame.upper() == "V3":
        own_angle = other_angle = 0.0
    from aptcheck.model import SameOrientLink

    if isinstance(link, SameOrientLink):
        low = high = 0.0
        if observation not in link.members:
            return None
    else:
        given = [angle for angle in (link.min_deg, link.max_deg) if angle is not None]
        if not given or observation not in (link.observation, link.origin):
            return None
        low, high = min(given), max(given)
        if observation == link.origin:
            low, high = -high, -low
    return turned_from(other, low, high, own_angle=own_angle, other_angle=other_angle)


def orient_links(links: Links, observation: int) -> tuple[OrientFromLink | SameOrientLink, ...]:
    """Return the links of angles that hold an observation."""
    return links.orients_by_member.get(observation, ())


def _offset(frame: str, v3_idl_y_angle: float) -> float:
    return 0.0 if frame.upper() == "V3" else v3_idl_y_angle
