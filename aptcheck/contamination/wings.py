"""Which sources shine into a field from outside, at which angles, and how much."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.contamination.threat import WingLight

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aptcheck.config import Thresholds
    from aptcheck.contamination.field_sources import FieldSources
    from aptcheck.geometry.angles import AngleSet
    from aptcheck.geometry.sweep import Hits
    from aptcheck.modes.band_limit import BandLimit
    from aptcheck.schedule.swept_field import SweptField

__all__ = ["spoiling_radii", "wing_light"]

#: From this share of what would be borne on, light from outside is noted: aptcheck's own judgement.
_NOTED = 1.0 / 3.0


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class _Band:
    """One band against all sources: how much it bears, and how far off that and a third of it is.

    The radii are arrays (sources,), arcsec, NaN where a source is nowhere so bright.
    """

    limit: BandLimit
    flux_ujy: NDArray[np.float64]
    borne: float
    noted: NDArray[np.float64]
    spoiling: NDArray[np.float64]


def wing_light(
    swept: SweptField, seen: FieldSources, limits: Sequence[BandLimit], thresholds: Thresholds
) -> dict[int, WingLight]:
    """Return the sources whose wings bring a third or more of what would be borne, by index.

    A source is compared with each band alone. How far off it is too bright follows from its flux;
    the field grown by that radius, and by the source's position error, is swept like any other. The
    light is that over the field of one dither position, the nearest: over all of them it is less.
    """
    import numpy as np

    bands = {
        limit.band: _band(limit, seen.flux_ujy[:, column], thresholds)
        for column, limit in enumerate(limits)
    }
    shining = np.zeros(len(seen.sources), dtype=bool)
    for band in bands.values():
        shining |= np.isfinite(band.noted)
    near = _swept(swept, seen, shining, {name: band.noted for name, band in bands.items()})
    shining[:] = False
    shining[near.sources] = True
    spoiling = _swept(swept, seen, shining, {name: band.spoiling for name, band in bands.items()})
    return {
        source: _light(source, spoiling.angles(source), near.footprints(source), bands, swept, seen)
        for source in near.sources.tolist()
    }


def spoiling_radii(
    limits: Sequence[BandLimit], flux_ujy: NDArray[np.float64], thresholds: Thresholds
) -> list[NDArray[np.float64]]:
    """Return how far outside the field of each band each source brings too much light into it.

    ``flux_ujy`` is (n, m) for the m bands of ``limits``; m arrays (n,), arcsec, NaN where a source
    is nowhere so bright.
    """
    return [
        _band(limit, flux_ujy[:, column], thresholds).spoiling
        for column, limit in enumerate(limits)
    ]


def _band(limit: BandLimit, flux_ujy: NDArray[np.float64], thresholds: Thresholds) -> _Band:
    borne = limit.wings_borne(
        sky_fraction=thresholds.background_light_fraction,
        limit_fraction=thresholds.wing_limit_fraction,
    )
    return _Band(
        limit=limit,
        flux_ujy=flux_ujy,
        borne=borne,
        noted=limit.wings().radius_arcsec(flux_ujy, _NOTED * borne),
        spoiling=limit.wings().radius_arcsec(flux_ujy, borne),
    )


def _swept(
    swept: SweptField,
    seen: FieldSources,
    shining: NDArray[np.bool_],
    radii: Mapping[str, NDArray[np.float64]],
) -> Hits:
    """Sweep the field grown by the radius of each source in each band that the science uses."""
    import numpy as np

    unused = np.full(len(shining), np.nan)
    return seen.window.hits(
        swept.field,
        seen.sources.position_error_arcsec,
        band_radius={
            band: np.where(shining, radii.get(band, unused), np.nan) for band in swept.field.bands
        },
    )


def _light(
    source: int,
    angles: AngleSet,
    reached: Sequence[int],
    bands: Mapping[str, _Band],
    swept: SweptField,
    seen: FieldSources,
) -> WingLight:
    """Return the light of one source, in the band that it spoils most from where it is nearest.

    How near it may come counts the pad of the footprint and the source's position error; how near
    it is said to come does not. ``reached`` are the footprints into which it brings a third of what
    they bear.
    """
    error = float(seen.sources.position_error_arcsec[source]) + seen.window.drift_arcsec(source)
    radius = max(_known(band.spoiling[source]) for band in bands.values())
    footprints = [swept.field.footprints[index] for index in reached]
    distances = seen.window.nearest_arcsec(footprints, source).tolist()
    nearest: dict[str, tuple[float, float]] = {}
    for footprint, distance in sorted(
        zip(footprints, distances, strict=True), key=lambda pair: pair[1] - pair[0].pad
    ):
        nearest.setdefault(footprint.band, (distance, footprint.pad))
    found = []
    for name, (distance, pad) in nearest.items():
        band, apart = bands[name], max(0.0, distance - pad - error)
        curve = band.limit.wings()
        brightness = curve.brightness(float(band.flux_ujy[source]), apart)
        light = WingLight(
            angles=angles,
            limit=band.limit,
            distance_arcsec=distance,
            brightness=brightness,
            spike_brightness=brightness * curve.spike_factor(apart),
            allowed_brightness=band.borne,
            radius_arcsec=radius,
            within_arcsec=radius + error + swept.field.pad_arcsec,
        )
        found.append(light)
    return max(found, key=lambda light: light.excess)


def _known(radius: float) -> float:
    return 0.0 if math.isnan(radius) else float(radius)
