"""Primary Channel = Imager: which angles are clean, and whether an Offset has more of them.

The imager stays on the science target and the MRS takes sky beside it, so that there is no place to
choose. An Offset moves both; the target may be anywhere on the imager.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from aptcheck.contamination.empty_sky.crowded import angle_share, with_angles
from aptcheck.contamination.empty_sky.search import suggested
from aptcheck.errors import FieldUnavailable
from aptcheck.model import Offset
from aptcheck.model.epoch import position_at
from aptcheck.modes.mrs.apertures import outlined, primary_aperture
from aptcheck.modes.mrs.fields import field_of

if TYPE_CHECKING:
    from aptcheck.contamination.empty_sky.surroundings import Surroundings
    from aptcheck.geometry.tangent import Point
    from aptcheck.model import Observation
    from aptcheck.schedule.schedule import Schedule
    from aptcheck.schedule.swept_field import SweptField
    from aptcheck.suggestions import SuggestedSky

__all__ = ["best_offsets"]

#: Offsets that are tried, arcsec apart.
_STEP = 10.0
#: A target nearer to the edge of the imager than this may be lost in a dither or beside a star
#: that is a little extended, arcsec: aptcheck's own judgement.
_FROM_EDGE = 10.0
#: Offsets that are suggested are no nearer to each other, arcsec.
_APART = 20.0
#: An Offset is worth its trouble where it makes so much more of the angles clean.
_WORTH = 0.02


def best_offsets(around: Surroundings, schedule: Schedule, most: int) -> tuple[SuggestedSky, ...]:
    """Return the present pointing with its clean angles, and Offsets that have more of them.

    The most clean angles first; the present pointing is among them.

    Raises
    ------
    FieldUnavailable
        The field of a background, or its angles, cannot be told.
    """
    skies = around.takers
    fields = [schedule.of(sky).swept for sky in skies]
    here = _tried(around, fields)
    if _share(here) == 1.0:
        return (here,)
    found = []
    for offset in _offsets():
        shifted = [_shifted(sky, swept, offset) for sky, swept in zip(skies, fields, strict=True)]
        found.append(replace(_tried(around, shifted), special_offset=offset))
    found.sort(key=lambda one: (-_share(one), math.hypot(*_offset(one))))
    better: list[SuggestedSky] = []
    for one in found:
        is_apart = all(math.dist(_offset(one), _offset(other)) >= _APART for other in better)
        if is_apart and len(better) < most - 1 and _share(one) >= _share(here) + _WORTH:
            better.append(one)
    return (*better, here)


def _share(one: SuggestedSky) -> float:
    return one.clean_fraction or 0.0


def _offset(one: SuggestedSky) -> Point:
    return one.special_offset or (0.0, 0.0)


def _tried(around: Surroundings, fields: list[SweptField]) -> SuggestedSky:
    judged = [(swept, around.trial.judged(swept)) for swept in fields]
    # as the entry has it, whatever the target's motion: it is to stay
    place = position_at(fields[0].path.target, None) or (fields[0].ra_deg, fields[0].dec_deg)
    # the field is no disc about the target: what limits that says nothing of it
    return replace(with_angles(suggested(around, place), angle_share(judged)), nearest=None)


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


def _shifted(sky: Observation, swept: SweptField, offset: Point) -> SweptField:
    """Return the field of a background with another Offset."""
    asked = sky.requirements
    kept = {name: getattr(asked, name) for name in type(asked).model_fields}
    there = Offset.model_construct(x_arcsec=offset[0], y_arcsec=offset[1])
    own = {name: getattr(sky, name) for name in type(sky).model_fields}
    changed = type(sky).model_construct(
        **own | {"requirements": type(asked).model_construct(**kept | {"offset": there})}
    )
    try:
        field = field_of(changed)
    except ValueError as fault:
        from aptcheck.wording import Reason

        raise FieldUnavailable(Reason(str(fault).rstrip("."))) from None
    return replace(swept, observation=changed, field=field)
