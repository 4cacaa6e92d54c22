"""What a proposal's own requirements leave of a visibility."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from aptcheck.model.links import Links, OrientFromLink, SameOrientLink
from aptcheck.sky.orient import following, orient_ranges

if TYPE_CHECKING:
    from aptcheck.geometry.angles import AngleSet
    from aptcheck.model.observation import Observation
    from aptcheck.observatory.siaf import Aperture
    from aptcheck.sky.visibility import Visibility
    from aptcheck.sky.windows import Window

__all__ = ["linked_angles", "requested"]


def requested(
    visibility: Visibility,
    observation: Observation,
    aperture: Aperture,
    *,
    dates: Sequence[Window] | None = None,
    links: Links | None = None,
    others: Mapping[int, tuple[AngleSet, Aperture]] | None = None,
) -> Visibility:
    """Return the visibility that an observation's requirements leave.

    Parameters
    ----------
    visibility : Visibility
        What the telescope can do.
    observation : Observation
        Its Aperture PA Ranges are taken; they are a union.
    aperture : Aperture
        The aperture that holds the target, in whose position angle they are given.
    dates : sequence of windows or None
        What BEFORE, AFTER and BETWEEN allow, naive UTC; None is any date.
    links, others : Links and a mapping, or None
        The proposal's links, and the V3PA and the aperture of other observations, by number, as far
        as they are known. A link to an observation that is not known leaves every angle.
    """
    angles = orient_ranges(observation.requirements.orients, aperture.v3_ideal_angle)
    if links is not None and others:
        angles = _both(angles, linked_angles(links, observation.number, aperture, others))
    return visibility.restricted(angles, dates)


def linked_angles(
    links: Links,
    observation: int,
    aperture: Aperture,
    others: Mapping[int, tuple[AngleSet, Aperture]],
) -> AngleSet | None:
    """Return the V3PA that orient links leave to an observation, None where none tells anything."""
    angles: AngleSet | None = None
    orient: list[OrientFromLink | SameOrientLink] = [*links.orient_from, *links.same_orient]
    for link in orient:
        for number in _other_sides(link, observation):
            known = others.get(number)
            if known is not None:
                left = following(
                    link,
                    observation,
                    known[0],
                    own_angle=aperture.v3_ideal_angle,
                    other_angle=known[1].v3_ideal_angle,
                )
                angles = _both(angles, left)
    return angles


def _other_sides(link: OrientFromLink | SameOrientLink, observation: int) -> tuple[int, ...]:
    members = (
        link.members
        if isinstance(link, SameOrientLink)
        else tuple(n for n in (link.observation, link.origin) if n is not None)
    )
    return tuple(n for n in members if n != observation) if observation in members else ()


def _both(one: AngleSet | None, other: AngleSet | None) -> AngleSet | None:
    if one is None or other is None:
        return other if one is None else one
    return one.intersection(other)
