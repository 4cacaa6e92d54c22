"""Primary Channel = Imager: which angles are clean, and whether an Offset has more of them.

The imager stays on the science target and the MRS observes the sky beside it, so that there is no
place to choose. An Offset moves both; the target may be anywhere on the imager.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from aptcheck.contamination.empty_sky.crowded import angle_share, with_angles
from aptcheck.contamination.empty_sky.search import suggested
from aptcheck.errors import FieldUnavailable
from aptcheck.geometry.angles import AngleSet
from aptcheck.geometry.tangent import project
from aptcheck.model import Offset
from aptcheck.model.epoch import position_at
from aptcheck.modes.mrs.apertures import outlined, primary_aperture
from aptcheck.modes.mrs.fields import field_of
from aptcheck.wording import Reason

if TYPE_CHECKING:
    from aptcheck.contamination.empty_sky.surroundings import Surroundings
    from aptcheck.contamination.empty_sky.wanted import WantedSky
    from aptcheck.geometry.tangent import Point
    from aptcheck.model import Observation
    from aptcheck.schedule.schedule import Schedule
    from aptcheck.schedule.swept_field import SweptField
    from aptcheck.suggestions import SuggestedSky

__all__ = ["best_offsets"]

#: Offsets that are tried, arcsec apart.
_STEP = 10.0
#: A target nearer to the middle of the edge of the imager than this may be lost in a dither, which
#: goes 10.6 arcsec to a side and is known to 1 (`modes.mrs.dither_offsets`).
_FROM_EDGE = 12.0
#: Suggested Offsets are at least so far apart, arcsec.
_APART = 20.0
#: An Offset is worth the trouble where it makes so much more of the angles clean.
_WORTH = 0.02


def best_offsets(
    around: Surroundings, wanted: WantedSky, schedule: Schedule, most: int
) -> tuple[SuggestedSky, ...]:
    """Return the present pointing with its clean angles, and Offsets that have more of them.

    The most clean angles first; the present pointing is among them, first where nothing is better.
    Angles at which the MRS is on the science are not clean.

    Raises
    ------
    FieldUnavailable
        The field of a background, or its angles, are not known.
    """
    takers = [(taker, schedule.of(taker.observation).swept) for taker in around.takers]
    here = _judged(around, wanted, schedule, [swept for _, swept in takers])
    if _share(here) == 1.0 or any(_is_subarray(taker.observation) for taker, _ in takers):
        return (here,)

    def quick(offset: Point) -> float:
        left = 1.0
        for taker, swept in takers:
            field = _shifted(swept, offset).field
            east, north = project(*around.ground.centre, swept.ra_deg, swept.dec_deg)
            left = min(left, swept.clean_fraction(around.avoided(taker, field, east, north)))
        return left

    ranked = sorted(_offsets(), key=lambda at: (-round(quick(at), 3), math.hypot(*at)))
    better: list[SuggestedSky] = []
    tried: list[Point] = []
    for offset in ranked:
        if len(better) == most - 1 or len(tried) == 2 * most:
            break
        if any(math.dist(offset, other) < _APART for other in tried):
            continue
        tried.append(offset)
        fields = [_shifted(swept, offset) for _, swept in takers]
        one = _judged(around, wanted, schedule, fields)
        if _share(one) >= _share(here) + _WORTH:
            better.append(replace(one, special_offset=offset))
    better.sort(key=lambda one: -_share(one))
    return (*better, here)


def _share(one: SuggestedSky) -> float:
    return one.clean_fraction or 0.0


def _is_subarray(sky: Observation) -> bool:
    """Whether the imager reads a part of itself, off which an Offset may move the target."""
    return sky.mrs is not None and (sky.mrs.subarray or "FULL").upper() != "FULL"


def _judged(
    around: Surroundings, wanted: WantedSky, schedule: Schedule, fields: list[SweptField]
) -> SuggestedSky:
    judged = [(swept, around.trial.judged(swept)) for swept in fields]
    share = angle_share(judged, [_on_science(wanted, around, schedule, swept) for swept in fields])
    # as the target is listed, whatever its motion: it must stay
    place = position_at(fields[0].path.target, None) or (fields[0].ra_deg, fields[0].dec_deg)
    margin = min(_margin(around, swept) for swept in fields)
    return replace(with_angles(suggested(around, place), share), margin_arcsec=margin, nearest=None)


def _margin(around: Surroundings, swept: SweptField) -> float:
    """Return how far the ring that the field sweeps could grow before a source is in reach."""
    import numpy as np

    east, north = project(*around.ground.centre, swept.ra_deg, swept.dec_deg)
    rho = np.hypot(around.discs.x - east, around.discs.y - north)
    ring = swept.field.reach
    # what a source needs beyond the disc of the present field, it needs beyond the ring
    beyond = around.discs.radius - around.reach
    left = np.maximum(ring.nearest - rho, rho - ring.farthest) - beyond
    edge = around.known.radius - math.dist((around.known.x, around.known.y), (east, north))
    return float(min(left.min(initial=edge), edge))


def _on_science(
    wanted: WantedSky, around: Surroundings, schedule: Schedule, swept: SweptField
) -> AngleSet:
    """Return the V3PA at which a field holds the science source, or shares a point with its field.

    The source is as large as it is said to be, and drifts over the whole window.
    """
    import numpy as np

    from aptcheck.geometry.overlap import meeting_angles
    from aptcheck.geometry.sweep import sweep

    met = AngleSet.empty()
    for kept in around.ground.science:
        here = project(*around.ground.centre, swept.ra_deg, swept.dec_deg)
        at = np.array([kept.east - here[0]]), np.array([kept.north - here[1]])
        met = met.union(sweep(swept.field, *at, kept.extent + kept.drift).all_angles())
    for science in wanted.sciences:
        with suppress(FieldUnavailable):
            beside = schedule.of(science.observation)
            met = met.union(
                meeting_angles(
                    swept.field, (swept.ra_deg, swept.dec_deg), beside.field, beside.place
                )
            )
    return met


def _offsets() -> Iterator[Point]:
    """Yield Ideal coordinates of the imager at which a target is well within what is lit."""
    import numpy as np

    imager = primary_aperture("IMAGER")
    corners = [
        _ideal(imager.reference, imager.v3_ideal_angle, imager.parity, at)
        for at in outlined(imager).corners
    ]
    xs, ys = ([at[axis] for at in corners] for axis in (0, 1))
    left, right = max(sorted(xs)[:2]) + _FROM_EDGE, min(sorted(xs)[2:]) - _FROM_EDGE
    low, high = max(sorted(ys)[:2]) + _FROM_EDGE, min(sorted(ys)[2:]) - _FROM_EDGE
    for x in np.arange(math.ceil(left / _STEP), math.floor(right / _STEP) + 1) * _STEP:
        for y in np.arange(math.ceil(low / _STEP), math.floor(high / _STEP) + 1) * _STEP:
            if x or y:
                yield float(x), float(y)


def _ideal(reference: Point, angle_deg: float, parity: int, at: Point) -> Point:
    """Return Ideal coordinates of V2, V3: `Aperture.telescope` the other way."""
    d2, d3 = at[0] - reference[0], at[1] - reference[1]
    cos, sin = math.cos(math.radians(angle_deg)), math.sin(math.radians(angle_deg))
    return parity * (d2 * cos - d3 * sin), d2 * sin + d3 * cos


def _shifted(swept: SweptField, offset: Point) -> SweptField:
    """Return the field of a background with another Offset."""
    sky = swept.observation
    there = Offset.model_construct(x_arcsec=offset[0], y_arcsec=offset[1])
    changed = sky.changed(requirements=sky.requirements.changed(offset=there))
    try:
        field = field_of(changed)
    except ValueError as fault:
        raise FieldUnavailable(Reason(str(fault).rstrip("."))) from None
    return replace(swept, observation=changed, field=field)
