"""Which sources shine into a field from outside, at which angles, and how much."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
    from aptcheck.geometry.angles import AngleSet
    from aptcheck.geometry.footprint import Footprint
    from aptcheck.geometry.sweep import Hits
    from aptcheck.modes.mrs.band_limits import BandLimit
    from aptcheck.schedule.swept_field import SweptField

__all__ = ["wing_light"]

#: From this share of what would be borne on, light from outside is told.
_TOLD = 1.0 / 3.0


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class _Band:
    """One band against all sources: how much it bears, and how far off that and a third of it is.

    The radii are arrays (sources,), arcsec, NaN where a source is nowhere so bright.
    """

    limit: BandLimit
    footprints: tuple[Footprint, ...]
    flux_ujy: NDArray[np.float64]
    borne: float
    told: NDArray[np.float64]
    spoiling: NDArray[np.float64]


def wing_light(
    swept: SweptField, seen: FieldSources, limits: Sequence[BandLimit], thresholds: Thresholds
) -> dict[int, WingLight]:
    """Return the sources whose wings bring a third or more of what would be borne, by index.

    A source is held against each band alone. How far off it is too bright follows from its flux;
    the field grown by that radius, and by the source's position error, is swept like any other. The
    light is that over the field of one dither position, the nearest: over all of them it is less.
    """
    import numpy as np

    bands = [_band(limit, swept, seen.flux_ujy[:, i], thresholds) for i, limit in enumerate(limits)]
    shining = np.zeros(len(seen.sources), dtype=bool)
    for band in bands:
        shining |= np.isfinite(band.told)
    bright = np.nonzero(shining)[0]
    if not len(bright):
        return {}
    near = _swept(swept, seen, bright, {band.limit.band: band.told for band in bands})
    spoiling = _swept(swept, seen, bright, {band.limit.band: band.spoiling for band in bands})
    return {
        source: _light(source, spoiling.angles(row), bands, swept, seen)
        for row, source in ((row, int(bright[row])) for row in near.sources.tolist())
    }


def _band(
    limit: BandLimit, swept: SweptField, flux_ujy: NDArray[np.float64], thresholds: Thresholds
) -> _Band:
    borne = brightness_limit(
        limit,
        sky_fraction=thresholds.background_light_fraction,
        limit_fraction=thresholds.wing_limit_fraction,
    )
    return _Band(
        limit=limit,
        footprints=tuple(f for f in swept.field.footprints if f.band == limit.band),
        flux_ujy=flux_ujy,
        borne=borne,
        told=wing_radius_arcsec(limit, flux_ujy, _TOLD * borne),
        spoiling=wing_radius_arcsec(limit, flux_ujy, borne),
    )


def _swept(
    swept: SweptField,
    seen: FieldSources,
    bright: NDArray[np.intp],
    radii: Mapping[str, NDArray[np.float64]],
) -> Hits:
    """Sweep the field grown by the radius of each source in each band that the science uses."""
    import numpy as np

    from aptcheck.geometry.sweep import sweep

    unused = np.full(len(seen.sources), np.nan)
    return sweep(
        swept.field,
        seen.east_arcsec[bright],
        seen.north_arcsec[bright],
        seen.sources.position_error_arcsec[bright],
        band_radius={band: radii.get(band, unused)[bright] for band in swept.field.bands},
    ).within(swept.allowed)


def _light(
    source: int, angles: AngleSet, bands: Sequence[_Band], swept: SweptField, seen: FieldSources
) -> WingLight:
    """Return the light of one source, in the band that it spoils most from where it is nearest.

    How near it may come counts the pad of the field and the source's position error; how near it is
    said to come does not.
    """
    from aptcheck.geometry.nearest import nearest_approach

    east, north = float(seen.east_arcsec[source]), float(seen.north_arcsec[source])
    error = float(seen.sources.position_error_arcsec[source])
    radius = max(_known(one.spoiling[source]) for one in bands)
    found = []
    for band in bands:
        if not math.isfinite(band.told[source]):
            continue
        approach = nearest_approach(band.footprints, east, north, swept.allowed)
        apart = max(0.0, approach.beyond_pad_arcsec - error)
        brightness = brightness_over_field(band.limit, float(band.flux_ujy[source]), apart)
        light = WingLight(
            angles=angles,
            limit=band.limit,
            distance_arcsec=approach.distance_arcsec,
            brightness=brightness,
            spike_brightness=brightness * spike_factor(band.limit.band, apart),
            allowed_brightness=band.borne,
            radius_arcsec=radius,
            within_arcsec=radius + error + swept.field.pad_arcsec,
        )
        found.append(light)
    return max(found, key=lambda light: light.excess)


def _known(radius: float) -> float:
    return 0.0 if math.isnan(radius) else float(radius)
