"""Which sources shine into a field from outside, at which angles, and how much."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from aptcheck.contamination.threat import WingLight
from aptcheck.modes.mrs.wing_light import (
    brightness_limit,
    brightness_over_field,
    spike_factor,
    wing_radius_arcsec,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aptcheck.config import Thresholds
    from aptcheck.contamination.field_sources import FieldSources
    from aptcheck.geometry.sweep import Hits
    from aptcheck.modes.mrs.band_limits import BandLimit
    from aptcheck.schedule.swept_field import SweptField

__all__ = ["wing_light"]

#: From this share of what would be borne on, light from outside is told.
_TOLD = 1.0 / 3.0


def wing_light(
    swept: SweptField, seen: FieldSources, limits: Sequence[BandLimit], thresholds: Thresholds
) -> dict[int, WingLight]:
    """Return the sources whose wings bring a third or more of what would be borne, by index.

    A source is held against each band alone. How far off it is too bright follows from its flux;
    the field grown by that radius, and by the source's position error, is swept like any other. The
    light is that over the field of one dither position, the nearest: over all of them it is less.
    """
    import numpy as np

    borne = [
        brightness_limit(
            limit,
            sky_fraction=thresholds.background_light_fraction,
            limit_fraction=thresholds.wing_limit_fraction,
        )
        for limit in limits
    ]
    told = _radii(seen, limits, [_TOLD * brightness for brightness in borne])
    shining = np.nonzero(np.isfinite(told).any(axis=1))[0]
    if not len(shining):
        return {}
    near = _swept(swept, seen, limits, shining, told)
    too_much = _radii(seen, limits, borne)
    spoiling = _swept(swept, seen, limits, shining, too_much)
    found = {}
    for row in near.sources.tolist():
        source = int(shining[row])
        limit, distance, apart, brightness = _brightest(swept, seen, limits, borne, source)
        reach = too_much[source][np.isfinite(too_much[source])]
        found[source] = WingLight(
            angles=spoiling.angles(row),
            limit=limit,
            distance_arcsec=distance,
            brightness=brightness,
            spike_brightness=brightness * spike_factor(limit.band, apart),
            allowed_brightness=borne[limits.index(limit)],
            radius_arcsec=float(reach.max(initial=0.0)),
        )
    return found


def _radii(
    seen: FieldSources, limits: Sequence[BandLimit], brightness: Sequence[float]
) -> NDArray[np.float64]:
    """Return how far off each source is so bright in each band, arcsec: (sources, bands)."""
    import numpy as np

    columns = [
        wing_radius_arcsec(limit, seen.flux_ujy[:, column], least)
        for column, (limit, least) in enumerate(zip(limits, brightness, strict=True))
    ]
    return np.stack(columns, axis=1) if columns else np.empty((len(seen.sources), 0))


def _swept(
    swept: SweptField,
    seen: FieldSources,
    limits: Sequence[BandLimit],
    shining: NDArray[np.intp],
    radii: NDArray[np.float64],
) -> Hits:
    """Sweep the field, grown by the radius of each source in each band that the science uses."""
    import numpy as np

    from aptcheck.geometry.sweep import sweep

    unused = np.full(len(shining), np.nan)
    columns = {limit.band: radii[shining, column] for column, limit in enumerate(limits)}
    return sweep(
        swept.field,
        seen.east_arcsec[shining],
        seen.north_arcsec[shining],
        seen.sources.position_error_arcsec[shining],
        band_radius={band: columns.get(band, unused) for band in swept.field.bands},
    ).within(swept.allowed)


def _brightest(
    swept: SweptField,
    seen: FieldSources,
    limits: Sequence[BandLimit],
    borne: Sequence[float],
    source: int,
) -> tuple[BandLimit, float, float, float]:
    """Return the band that a source spoils most, how near it comes, how near it may, and the light.

    How near it may come counts the pad of the field and the source's position error.
    """
    from aptcheck.geometry.nearest import nearest_approach

    east, north = float(seen.east_arcsec[source]), float(seen.north_arcsec[source])
    error = float(seen.sources.position_error_arcsec[source])
    found = []
    for column, limit in enumerate(limits):
        flux = float(seen.flux_ujy[source, column])
        footprints = [f for f in swept.field.footprints if f.band == limit.band]
        if not flux > 0:
            continue
        approach = nearest_approach(footprints, east, north, swept.allowed)
        apart = max(0.0, approach.beyond_pad_arcsec - error)
        light = brightness_over_field(limit, flux, apart)
        found.append((light / borne[column], limit, approach.distance_arcsec, apart, light))
    _, limit, distance, apart, light = max(found, key=lambda one: one[0])
    return limit, distance, apart, light
