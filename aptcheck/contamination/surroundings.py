"""What is around a field: extended sources, and how crowded the sky is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from aptcheck.contamination.threat import ExtendedSource

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aptcheck.catalog.sources import Sources
    from aptcheck.contamination.brightness import Brightness
    from aptcheck.contamination.field_sources import FieldSources
    from aptcheck.modes.band_limit import BandLimit
    from aptcheck.schedule.swept_field import SweptField

__all__ = ["crowded", "extended", "poorly_fitted"]

#: A profile fit this poor is not a point source. Sources of 5 to 16 sigma fail the cut of Koenig &
#: Leisawitz (2014) however good their fit: beside a field they would be false alarms.
_POOR_FIT = 2.0


def extended(
    swept: SweptField, seen: FieldSources, inside: frozenset[int], radius_arcsec: float
) -> tuple[ExtendedSource, ...]:
    """Return the extended sources in a field or within a radius of it, the nearest first."""
    sources = seen.sources
    reach = sources.position_error_arcsec + radius_arcsec
    near = seen.window.hits(swept.field, reach)
    poor = poorly_fitted(sources)
    found = []
    for source in near.sources.tolist():
        nebulous = sources.nebulous[source] and (source in inside or poor[source])
        if not (sources.extended[source] or nebulous):
            continue
        place = seen.position_of(source)
        near_by = [swept.field.footprints[index] for index in near.footprints(source)]
        distance = float(seen.window.nearest_arcsec(near_by, source).min())
        found.append(
            ExtendedSource(
                place=place,
                angles=near.angles(source),
                distance_arcsec=0.0 if source in inside else distance,
            )
        )
    return tuple(sorted(found, key=lambda one: (one.distance_arcsec, one.place.offset_arcsec)))


def poorly_fitted(sources: Sources) -> NDArray[np.bool_]:
    """Return which sources no point source fits at 12 or 22 micron: nebulous beside a field too."""
    import numpy as np

    return np.asarray(np.any(np.nan_to_num(sources.rchi2[:, 2:]) >= _POOR_FIT, axis=1))


def crowded(
    swept: SweptField,
    limits: Sequence[BandLimit],
    bright: Brightness,
    count: int,
    radius_arcsec: float,
) -> bool:
    """Whether the cone beyond the field's ring has as many that matter, within counting errors."""
    ring = swept.field.reach
    spread = max((limit.fwhm_arcsec for limit in limits), default=0.0)
    nearest, farthest = max(0.0, ring.nearest - spread), ring.farthest + spread
    area = math.pi * (farthest**2 - nearest**2)
    beyond = math.pi * radius_arcsec**2 - area
    if beyond <= 0 or not count:
        return False
    others = int((bright.rank > 0).any(axis=1).sum()) - count
    expected = max(others, 0) * area / beyond
    return expected + math.sqrt(expected) >= count
