"""How much each source matters in each band: its flux against what the science will see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.background.depth import depths
from aptcheck.modes.judged import mode_of
from aptcheck.modes.ramps import ramps_of
from aptcheck.observatory.background_light import ECLIPTIC_POLE_DEG

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aptcheck.background.roles import Science
    from aptcheck.catalog.sources import Sources
    from aptcheck.contamination.threat import Basis
    from aptcheck.geometry.footprint import Field
    from aptcheck.model import Observation
    from aptcheck.modes.band_limit import BandLimit
    from aptcheck.modes.mode import Mode

__all__ = [
    "ERROR",
    "LIMIT",
    "NOTHING",
    "WARNING",
    "Brightness",
    "band_limits",
    "brightness",
    "is_subtracted_by_pixel",
    "used_bands",
]

#: Ranks: below what matters; upper limits that leave more than that possible; what matters, and
#: what cannot be subtracted away (`BandLimit.levels`).
NOTHING, LIMIT, WARNING, ERROR = range(4)

#: No source in the sky is brighter; what a broken row claims beyond it must stay a number.
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
    matters_ujy : float array (bands,)
        From which flux on a source matters, microjansky.
    """

    flux_ujy: NDArray[np.float64]
    worst_ujy: NDArray[np.float64]
    measured: NDArray[np.bool_]
    limited: NDArray[np.bool_]
    rank: NDArray[np.intp]
    matters_ujy: NDArray[np.float64]

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
        Share of the light of blank sky that spoils a background.
    """
    import numpy as np

    from aptcheck.catalog.photometry import predict

    predicted = predict(sources, [limit.wavelength_um for limit in limits])
    levels = [limit.levels(pixel=pixel, sky_fraction=sky_fraction) for limit in limits]
    matters, spoils = np.array(levels).reshape(-1, 2).T
    flux = np.minimum(predicted.flux_ujy, _BRIGHTEST_UJY)
    worst = np.minimum(predicted.worst_ujy, _BRIGHTEST_UJY)
    rank = np.full(flux.shape, NOTHING, dtype=np.intp)
    # comparisons with NaN are false: what was not detected has no prediction
    rank[worst >= matters] = LIMIT
    rank[flux >= matters] = WARNING
    rank[flux >= spoils] = ERROR
    # what rests on limits alone is likely an artefact or nebulosity, however bright they leave it
    rank[predicted.limited & (rank > LIMIT)] = LIMIT
    return Brightness(
        flux_ujy=flux,
        worst_ujy=worst,
        measured=predicted.measured,
        limited=predicted.limited,
        rank=rank,
        matters_ujy=matters,
    )


def is_subtracted_by_pixel(sciences: Iterable[Science], mode: Mode | None) -> bool:
    """Whether one of some science observations subtracts a background pixel by pixel.

    Where none uses it, and for a shadow, it is what the pipeline does in the mode.
    """
    planned = {science.intent.strategy for science in sciences}
    default = not planned or "shadow" in planned
    return "pixel" in planned or (default and mode is not None and mode.strategy == "pixel")


def used_bands(
    field: Field, sky: Observation, sciences: Iterable[Observation]
) -> dict[str, float | None]:
    """Return {band of a field used by the science observations: exposure time of the deepest}.

    Seconds, None where they are not known. A field without science is compared with
    its own exposures; an exposure whose setting is not known counts for all bands.
    """
    mode, users = mode_of(sky), tuple(sciences) or (sky,)
    if mode is None:
        return {}
    seconds = {
        band: depth.science_s
        for depth in depths(ramps_of(users), ramps_of([sky]))
        for band in mode.bands_of(depth.setting)
    }
    unclear = any(mode.is_unclear(observation, False) for observation in (sky, *users))
    return {
        band: seconds.get(band) for band in field.bands if band in seconds or unclear or not seconds
    }


def band_limits(
    field: Field,
    sky: Observation,
    sciences: Iterable[Observation],
    ecliptic_latitude_deg: float = ECLIPTIC_POLE_DEG,
) -> tuple[BandLimit, ...]:
    """Return the limits of the bands in use, those left out that are not known.

    The latitude is that of the field.
    """
    mode = mode_of(sky)
    if mode is None or mode.band_limit is None:
        return ()
    first = {footprint.band: footprint for footprint in reversed(field.footprints)}
    limits = (
        mode.band_limit(first[band], seconds, ecliptic_latitude_deg)
        for band, seconds in used_bands(field, sky, sciences).items()
    )
    return tuple(limit for limit in limits if limit is not None)
