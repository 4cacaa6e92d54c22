"""How much each source matters in each band: a flux held against what the science will see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.background.depth import depths
from aptcheck.modes.mrs.band_limits import BandLimit, band_limit
from aptcheck.modes.mrs.ramps import names_no_grating
from aptcheck.modes.mrs.settings import setting_of
from aptcheck.modes.ramps import ramps_of
from aptcheck.observatory.background_light import ECLIPTIC_POLE_DEG

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aptcheck.catalog.sources import Sources
    from aptcheck.contamination.threat import Basis
    from aptcheck.model import Observation

__all__ = ["ERROR", "LIMIT", "NOTHING", "WARNING", "Brightness", "band_limits", "brightness"]

#: Ranks: below 1 sigma; upper limits that leave more than that possible; 1 sigma or more, or
#: the 10 sigma limit of a background that is sigma-clipped; what cannot be subtracted away.
NOTHING, LIMIT, WARNING, ERROR = range(4)

#: No source of the sky is brighter; what a broken row claims beyond it must stay a number.
_BRIGHTEST_UJY = 1e15


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Brightness:
    """Sources against bands, arrays of shape (sources, bands).

    Attributes
    ----------
    flux_ujy : float array
        Predicted; NaN where nothing was detected.
    worst_ujy : float array
        As much as the catalogue's upper limits allow.
    measured : bool array
        Detected bands enclose the band.
    limited : bool array
        The flux is what upper limits leave of a brighter prediction.
    rank : int array
        NOTHING to ERROR.
    """

    flux_ujy: NDArray[np.float64]
    worst_ujy: NDArray[np.float64]
    measured: NDArray[np.bool_]
    limited: NDArray[np.bool_]
    rank: NDArray[np.intp]

    def held(self, source: int, band: int) -> tuple[float, Basis]:
        """Return the flux that gave a source its rank in a band, and what it rests on."""
        if self.rank[source, band] == LIMIT:
            return float(self.worst_ujy[source, band]), "upper limit"
        basis: Basis = "measured" if self.measured[source, band] else "estimated"
        return float(self.flux_ujy[source, band]), basis


def brightness(
    sources: Sources, limits: Sequence[BandLimit], *, pixel: bool, sky_fraction: float
) -> Brightness:
    """Return how much each source matters in each band.

    Parameters
    ----------
    sources : Sources
    limits : sequence of BandLimit
    pixel : bool
        The background is subtracted pixel by pixel: nothing clips a star away.
    sky_fraction : float
        Share of the light of blank sky in the whole field, channels 2 to 4, that spoils a master
        background too.
    """
    import numpy as np

    from aptcheck.catalog.photometry import predict

    predicted = predict(sources, [limit.wavelength_um for limit in limits])
    ten_sigma = np.array([limit.ujy for limit in limits])
    share = np.array(
        [sky_fraction * limit.sky_ujy if limit.has_sky_limit else np.inf for limit in limits]
    )
    flux = np.minimum(predicted.flux_ujy, _BRIGHTEST_UJY)
    worst = np.minimum(predicted.worst_ujy, _BRIGHTEST_UJY)
    rank = np.full(flux.shape, NOTHING, dtype=np.intp)
    # comparisons with NaN are false: what was not detected has no prediction
    rank[worst >= ten_sigma / 10.0] = LIMIT
    rank[flux >= ten_sigma / 10.0] = WARNING
    rank[flux >= share] = ERROR
    if pixel:
        rank[flux >= ten_sigma] = ERROR
    # what only limits tell is likely an artefact or nebulosity, however bright they leave it
    rank[predicted.limited & (rank > LIMIT)] = LIMIT
    return Brightness(
        flux_ujy=flux,
        worst_ujy=worst,
        measured=predicted.measured,
        limited=predicted.limited,
        rank=rank,
    )


def band_limits(
    bands: Sequence[str],
    sky: Observation,
    sciences: Iterable[Observation],
    ecliptic_latitude_deg: float = ECLIPTIC_POLE_DEG,
) -> tuple[BandLimit, ...]:
    """Return the limits of the bands of a field that its science observations use.

    The deepest science pointing counts. Bands that no science takes are left out; a field without
    science is held against its own exposures. An exposure that names no known wavelength stands
    for all bands. The latitude is that of the field.
    """
    users = tuple(sciences) or (sky,)
    held = {depth.setting: depth.science_s for depth in depths(ramps_of(users), ramps_of([sky]))}
    unclear = any(names_no_grating(observation) for observation in (sky, *users))
    return tuple(
        band_limit(band, held.get(setting_of(band)), ecliptic_latitude_deg)
        for band in bands
        if setting_of(band) in held or unclear or not held
    )
