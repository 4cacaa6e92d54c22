"""How near to a field's target each source may come: what the verdict is, put as a radius."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from aptcheck.contamination.brightness import NOTHING, Brightness
from aptcheck.contamination.surroundings import poorly_fitted
from aptcheck.contamination.wings import spoiling_radii
from aptcheck.modes.band_limit import BandLimit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aptcheck.catalog.sources import Sources
    from aptcheck.config import Thresholds
    from aptcheck.geometry.footprint import Field

__all__ = ["needed_radii", "spoiling_spread", "swept_radius"]


def spoiling_spread(
    limits: Sequence[BandLimit], bright: Brightness, thresholds: Thresholds
) -> dict[str, NDArray[np.float64]]:
    """Return how far outside the field of each band each source spoils it, arcsec.

    One full width at half maximum where it matters in the band, or as far as its wings bring too
    much light: arrays (n,) by band, NaN where neither is so.
    """
    import numpy as np

    wings = spoiling_radii(limits, bright.flux_ujy, thresholds)
    return {
        limit.band: np.fmax(
            np.where(bright.rank[:, column] > NOTHING, limit.fwhm_arcsec, np.nan), shining
        )
        for column, (limit, shining) in enumerate(zip(limits, wings, strict=True))
    }


def needed_radii(
    field: Field,
    sources: Sources,
    loose_arcsec: NDArray[np.float64],
    spread: Mapping[str, NDArray[np.float64]],
    limits: Sequence[BandLimit],
    thresholds: Thresholds,
) -> NDArray[np.float64]:
    """Return how far from the target of a field each source must be to spoil it at no angle, (n,).

    As `examine` judges a field that may be taken at any angle: where a source matters in a band,
    its disc of position error, drift and full width at half maximum touches no footprint of the
    band; its wings bring too much light into none; and if it is extended, it is as far from the
    field as extended sources must be. The field is the disc that its footprints sweep.

    Parameters
    ----------
    field : Field
    sources : Sources
    loose_arcsec : array (n,)
        How far each may be from where it is listed within the window: position error and drift.
    spread : mapping of array (n,)
        By band, as `spoiling_spread` returns it.
    limits : sequence of BandLimit
        Of these bands.
    thresholds : Thresholds

    Returns
    -------
    array (n,)
        Arcsec; NaN for a source that spoils nothing wherever it is.
    """
    import numpy as np

    swept = _swept_by_band(field)
    needed = np.full(len(sources), np.nan)
    for band, radius in spread.items():
        needed = np.fmax(needed, swept[band] + loose_arcsec + radius)
    beside = sources.extended | (sources.nebulous & poorly_fitted(sources))
    widest = max(swept.values()) + thresholds.neighbour_radius_arcsec
    needed = np.fmax(needed, np.where(beside, widest + loose_arcsec, np.nan))
    widths = {limit.band: limit.fwhm_arcsec for limit in limits}
    touched = max(radius + widths.get(band, 0.0) for band, radius in swept.items())
    return np.asarray(np.fmax(needed, np.where(sources.nebulous, touched + loose_arcsec, np.nan)))


def swept_radius(field: Field, limits: Sequence[BandLimit]) -> float:
    """Return how near a source of no brightness in particular may come, arcsec."""
    swept = _swept_by_band(field)
    return max(swept[limit.band] + limit.fwhm_arcsec for limit in limits)


def _swept_by_band(field: Field) -> dict[str, float]:
    """Return the radius of the disc that the footprints of each band sweep, pads included."""
    from aptcheck.geometry.reach import reach_of

    shapes = defaultdict(list)
    for footprint in field.footprints:
        shapes[footprint.band].append((footprint.corners, footprint.pad))
    return {band: reach_of(found).farthest for band, found in shapes.items()}
