"""How much light of a star beside a field falls into it, and from how far off that is too much."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

from aptcheck.modes.mrs.band_limits import BandLimit, fwhm_arcsec
from aptcheck.observatory.sensitivity import mrs_bands
from aptcheck.observatory.wings import mrs_wings, scattered

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

__all__ = ["brightness_limit", "brightness_over_field", "spike_factor", "wing_radius_arcsec"]

#: Beyond its 120 arcsec the table goes on as the light of an aperture with straight edges falls on
#: the mean, with the third power of distance, up to here: a few stars of the sky are so bright.
_SLOPE, _BEYOND_ARCSEC = -3.0, 600.0


def brightness_limit(limit: BandLimit, *, sky_fraction: float, limit_fraction: float) -> float:
    """Return how bright the wings of a star may be over a field, microjansky per square arcsec.

    The larger of a share of blank sky and a share of the 10 sigma limit of the science exposure,
    spread over a disc as wide as the point-spread function: blank sky alone would be too strict in
    channel 1, where it is dark.
    """
    disc = math.pi / 4.0 * fwhm_arcsec(limit.band) ** 2
    return max(sky_fraction * limit.sky_brightness, limit_fraction * limit.ujy / disc)


def brightness_over_field(band: str, flux_ujy: float, distance_arcsec: float) -> float:
    """Return the mean light over a field of a star outside it, microjansky per square arcsec.

    At this distance from the field, where along its outline that is most; 0 is its edge.
    """
    import numpy as np

    distances, logs = _curve(band)
    return float(flux_ujy * np.exp(np.interp(distance_arcsec, distances, logs)))


def wing_radius_arcsec(band: str, flux_ujy: ArrayLike, brightness: float) -> Floats:
    """Return how far outside a field stars are as bright over it as some limit, arcsec.

    Parameters
    ----------
    band : str
        "1A" to "4C".
    flux_ujy : float array (n,)
        Microjansky; NaN where nothing is known.
    brightness : float
        Microjansky per square arcsec.

    Returns
    -------
    float array (n,)
        NaN for a star that is nowhere so bright outside the field; at most 600 arcsec.
    """
    import numpy as np

    flux = np.asarray(flux_ujy, dtype=float)
    distances, logs = _curve(band)
    with np.errstate(divide="ignore", invalid="ignore"):
        wanted = np.log(brightness / flux)
    # brighter is nearer: the curve falls, np.interp wants it to rise
    radius = np.interp(-wanted, -logs, distances)
    result: Floats = np.where(wanted <= logs[0], radius, np.nan)
    return result


def spike_factor(band: str, distance_arcsec: float) -> float:
    """Return how many times brighter than the mean over azimuth a diffraction spike is."""
    import numpy as np

    wings = mrs_wings()[band]
    mean, spike = (
        np.interp(distance_arcsec, wings.radius_arcsec, np.log(light))
        for light in (wings.brightness, wings.spike)
    )
    return float(np.exp(spike - mean))


@cache
def _curve(band: str) -> tuple[Floats, Floats]:
    """Return distances and the logarithm of the mean light of a source of 1, which falls."""
    import numpy as np

    wings = mrs_wings()[band]
    extra = 1.0 + scattered(mrs_bands()[band].wavelength_um)
    beyond = wings.field_mean[-1] * (_BEYOND_ARCSEC / wings.radius_arcsec[-1]) ** _SLOPE
    return (
        np.array([*wings.radius_arcsec, _BEYOND_ARCSEC]),
        np.log(extra * np.array([*wings.field_mean, beyond])),
    )
