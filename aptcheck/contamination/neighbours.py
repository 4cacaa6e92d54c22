"""What stands around a field: bright stars, extended sources, and how crowded the sky is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from aptcheck.contamination.threat import Neighbour
from aptcheck.modes.mrs.band_limits import fwhm_arcsec

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aptcheck.config import Thresholds
    from aptcheck.contamination.brightness import Brightness
    from aptcheck.contamination.field_sources import FieldSources
    from aptcheck.modes.mrs.band_limits import BandLimit
    from aptcheck.schedule.swept_field import SweptField

__all__ = ["around", "crowded"]

#: A profile fit this poor is no point source. Sources of 5 to 16 sigma fail the cut of Koenig &
#: Leisawitz (2014) however good their fit: beside a field they would be told for nothing.
_POOR_FIT = 2.0


def around(
    swept: SweptField,
    seen: FieldSources,
    limits: Sequence[BandLimit],
    inside: frozenset[int],
    thresholds: Thresholds,
) -> tuple[tuple[Neighbour, ...], tuple[Neighbour, ...]]:
    """Return bright sources beside the field, and extended ones in or near it."""
    import numpy as np

    from aptcheck.geometry.sweep import sweep

    sources = seen.sources
    reach = sources.position_error_arcsec + thresholds.neighbour_radius_arcsec
    near = sweep(swept.field, seen.east_arcsec, seen.north_arcsec, reach).within(swept.allowed)
    blazing = thresholds.neighbour_flux_mjy * 1000.0
    flux = np.where(np.isfinite(seen.flux_ujy), seen.flux_ujy, 0.0)
    poor: NDArray[np.bool_] = np.any(np.nan_to_num(sources.rchi2[:, 2:]) >= _POOR_FIT, axis=1)
    beside, extended = [], []
    for source in near.sources.tolist():
        is_bright = source not in inside and flux[source].max(initial=0.0) >= blazing
        is_extended = bool(
            sources.extended[source]
            or (sources.nebulous[source] and (source in inside or poor[source]))
        )
        if not (is_bright or is_extended):
            continue
        band = int(flux[source].argmax()) if flux.shape[1] else None
        known = band is not None and flux[source, band] > 0
        neighbour = Neighbour(
            place=seen.position_of(source),
            angles=near.angles_in(np.flatnonzero(near.source == source)),
            inside=source in inside,
            flux_ujy=float(flux[source, band]) if known else None,
            band=limits[band].band if known and band is not None else None,
        )
        if is_bright:
            beside.append(neighbour)
        if is_extended:
            extended.append(neighbour)
    beside.sort(key=lambda n: -(n.flux_ujy or 0.0))
    extended.sort(key=lambda n: (not n.inside, n.place.offset_arcsec))
    return tuple(beside), tuple(extended)


def crowded(
    swept: SweptField,
    limits: Sequence[BandLimit],
    bright: Brightness,
    count: int,
    radius_arcsec: float,
) -> bool:
    """Whether the cone beyond the field's ring has as many that matter, counting errors given."""
    ring = swept.field.reach
    spread = max((fwhm_arcsec(limit.band) for limit in limits), default=0.0)
    nearest, farthest = max(0.0, ring.nearest - spread), ring.farthest + spread
    area = math.pi * (farthest**2 - nearest**2)
    beyond = math.pi * radius_arcsec**2 - area
    if beyond <= 0 or not count:
        return False
    others = int((bright.rank > 0).any(axis=1).sum()) - count
    expected = max(others, 0) * area / beyond
    return expected + math.sqrt(expected) >= count
