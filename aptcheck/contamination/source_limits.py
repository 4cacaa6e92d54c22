"""How near a background points to its source to be on it, by its own field."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from aptcheck.modes.judged import mode_of

if TYPE_CHECKING:
    from aptcheck.geometry.footprint import Footprint
    from aptcheck.model import Observation

__all__ = ["source_limits"]

#: Whatever the pattern, it keeps its target in the field: so it does a source at the same place,
#: as far as that is known (JWST points to 0.1 arcsec, JDox, "JWST Pointing Performance", 2026-11).
_SAME_PLACE_ARCSEC = 0.1
#: A source nearer than this to the middle of a slit may be in it: the telescope is not corrected on
#: empty sky, and the light of a star is some tenths of an arcsec wide (aptcheck's own judgement).
_LIGHT_ARCSEC = 1.0


def source_limits(sky: Observation) -> tuple[float, float]:
    """Return how near a background points to its source to hold it for sure, or perhaps, arcsec.

    Those of its mode where it has some. Else for sure within the circle about the target that fits
    into its footprints less what they are padded by, and perhaps within all of that circle; without
    its Offset and its mosaic, which a separation counts. Zero where its field is not known.
    """
    mode = mode_of(sky)
    if mode is None:
        return 0.0, 0.0
    if mode.on_source_arcsec is not None:
        return mode.on_source_arcsec
    try:
        field = mode.field(_at_its_target(sky))
    except ValueError:
        return 0.0, 0.0
    inside = [(_inside(footprint), footprint.pad) for footprint in field.footprints]
    return (
        max(_SAME_PLACE_ARCSEC, *(room - pad for room, pad in inside)),
        max(_LIGHT_ARCSEC, *(room for room, _ in inside)),
    )


def _at_its_target(sky: Observation) -> Observation:
    # rule pages are shown without loading the model
    from aptcheck.model import Mosaic

    requirements = sky.requirements.changed(offset=None)
    return sky.changed(requirements=requirements, mosaic=Mosaic.model_construct())


def _inside(footprint: Footprint) -> float:
    """Return how far the target is from the nearest side of a footprint; negative outside it."""
    corners = footprint.corners
    sides = tuple(zip(corners, (*corners[1:], corners[0]), strict=True))
    turned = [(ax * by - ay * bx) / math.dist((ax, ay), (bx, by)) for (ax, ay), (bx, by) in sides]
    area = sum(ax * by - ay * bx for (ax, ay), (bx, by) in sides)
    return min(turned) if area >= 0 else min(-side for side in turned)
