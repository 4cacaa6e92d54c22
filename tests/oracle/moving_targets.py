"""A slow check of every date of a window: where a star is relative to a moving target."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np

from aptcheck.catalog.merge import merged
from aptcheck.catalog.survey import ALLWISE
from aptcheck.config import Thresholds
from aptcheck.contamination.cone_answer import ConeAnswer
from aptcheck.contamination.examination import examine
from aptcheck.contamination.judgement import FieldJudgement
from aptcheck.geometry.tangent import project, turned
from aptcheck.modes.mrs.band_limits import fwhm_arcsec
from aptcheck.schedule.swept_field import SweptField
from aptcheck.schedule.target_path import TargetPath
from tests.catalog.skies import rows
from tests.contamination.planted import path_at
from tests.geometry.planting import distances
from tests.rules.imager import imager_pair
from tests.schedule.window import swept
from tests.skies import offset_position, row_of, star

PLACE = (150.0, -30.0)
#: Proper motion, mas/yr, and parallax, arcsec: the fastest stars, a slow one, and none.
MOTIONS = {
    "Barnard's star": (-801.0, 10362.0, 0.547),
    "61 Cygni A": (4164.0, 3250.0, 0.286),
    "Proxima Centauri": (-3781.0, 769.0, 0.768),
    "a slow star": (300.0, -200.0, 0.05),
    "one that does not move": None,
}
FAST, STILL = "Barnard's star", "one that does not move"


@cache
def sky(name: str) -> SweptField:
    """Return an Imager primary on a target with this motion."""
    motion = MOTIONS[name]
    place: dict[str, Any] = {"ra": PLACE[0], "dec": PLACE[1]}
    if motion is not None:
        place |= {"proper_motion": motion[:2], "epoch": 2027.0, "parallax": motion[2]}
    return swept(imager_pair(science_target=place, sky_target=place), 2)


def judged(field: SweptField, *entries, targets=None) -> FieldJudgement:
    """Judge it only by what is inside."""
    planted = [row_of(number, entry, PLACE) for number, entry in enumerate(entries)]
    known = [{name: value for name, value in one.items() if value != ""} for one in planted]
    return examine(
        field.observation,
        field,
        ConeAnswer(reason=None, sources=merged([rows(ALLWISE, *known)]), surveys=(ALLWISE,)),
        targets={1: field.path} if targets is None else targets,
        thresholds=Thresholds(wing_limit_fraction=1e9),
    )


def looked_at(
    field: SweptField, east: float, north: float, step: float = 0.5
) -> Iterator[tuple[float, float]]:
    """Yield on every second day each allowed angle, and how far outside the field a star is.

    Beyond the full width at half maximum of the band; the star does not move.
    """
    place = offset_position(PLACE, east, north)
    visibility = field.visibility
    assert visibility is not None
    for start, end in visibility.spans:
        for mjd in np.arange(start, end, 2.0):
            x, y = project(*field.path.at(float(mjd)), *place)
            low, high = (float(limit[0]) for limit in visibility.limits(np.array([mjd])))
            angles = np.arange(low, high, step)
            points = np.array([turned(x, y, -angle) for angle in angles])
            outside = np.min(
                [
                    distances(one.corners, points) - one.pad - fwhm_arcsec(one.band)
                    for one in field.field.footprints
                ],
                axis=0,
            )
            yield from zip(angles % 360.0, outside, strict=True)


def frozen(field: SweptField) -> SweptField:
    """Return the field with its target fixed at its mid-window position."""
    still = path_at((field.ra_deg, field.dec_deg), field.path.target).target
    return replace(
        field, path=TargetPath(still.model_copy(update={"motion": type(still.motion)()}))
    )


def trials(name: str, count: int) -> tuple[int, int, int]:
    """Plant stars on the ring, one by one; return how many enter the field at all.

    Also return for how many of them an angle is called clean at which they are in the field on some
    date: in the frozen field, and in the moving one. Angles within 0.3 degree of an edge are not
    tested.
    """
    chance, field = random.Random(1), sky(name)
    entering, missed = 0, [0, 0]
    for _ in range(count):
        psi, distance = math.radians(chance.uniform(-45, 100)), chance.uniform(56, 92)
        east, north = distance * math.sin(psi), distance * math.cos(psi)
        bad = [angle for angle, outside in looked_at(field, east, north, 1.0) if outside <= -0.05]
        entering += bool(bad)
        for which, one in enumerate((frozen(field), field)):
            avoid = judged(one, star(east, north, 5.0)).avoid.widened(0.3)
            missed[which] += any(not avoid.contains(angle) for angle in bad)
    return entering, missed[0], missed[1]
