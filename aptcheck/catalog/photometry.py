"""How bright a catalogue source is at an MRS wavelength.

Method and its test on 199 Cohen standards: ``docs/catalogues.md``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from aptcheck.catalog.sources import Sources

__all__ = [
    "MARGIN_DEX",
    "WAVELENGTH_UM",
    "ZERO_POINT_JY",
    "Prediction",
    "flux_jy",
    "interpolated",
    "predict",
    "rayleigh_jeans",
    "zero_colour",
]

Floats = NDArray[np.float64]

#: Wavelengths of J, H, Ks (Cohen et al. 2003, AJ 126, 1090) and W1 to W4 (Jarrett et al. 2011,
#: ApJ 735, 112), micron, in the order of ``BANDS``.
WAVELENGTH_UM = np.array([1.235, 1.662, 2.159, 3.3526, 4.6028, 11.5608, 22.0883])

#: Flux density of a Vega magnitude of 0, Jy: J, H, Ks from Cohen et al. (2003), W1 to W4 from the
#: WISE All-Sky Explanatory Supplement, section IV.4.h (colour-corrected for a flat spectrum).
ZERO_POINT_JY = np.array([1594.0, 1024.0, 666.7, 309.540, 171.787, 31.674, 8.363])

#: Added to a zero-colour prediction, dex: a star's mid-infrared excess is rarely more.
MARGIN_DEX = 0.2

_W3, _W4 = 5, 6


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Prediction:
    """Flux densities of ``n`` sources at ``m`` wavelengths, microjansky.

    Attributes
    ----------
    flux_ujy : float array (n, m)
        What is held against a limit: interpolated between detected bands, or zero colour with the
        margin. NaN for a source without any detected band.
    worst_ujy : float array (n, m)
        The same or more: as red as the W3 and W4 upper limits allow.
    measured : bool array (n, m)
        True where detected bands enclose the wavelength, or W3 and W4 are both detected; false
        where the prediction is zero colour or rests on an upper limit.
    """

    flux_ujy: Floats
    worst_ujy: Floats
    measured: NDArray[np.bool_]


def predict(sources: Sources, wavelengths_um: ArrayLike) -> Prediction:
    """Return the predicted flux density of each source at each wavelength.

    Between two detected bands: straight in log flux against log wavelength. Beyond the last
    detected band: the power law of W3 and W4 where both are detected, else the magnitude of that
    band (zero colour) with ``MARGIN_DEX``. Where W3 or W4 is an upper limit the worst case goes
    through the limits as if they were detections, never below the prediction.

    Parameters
    ----------
    sources : Sources
    wavelengths_um : array (m,)
        Micron.
    """
    wanted = np.atleast_1d(np.asarray(wavelengths_um, dtype=float))
    log_flux = np.log10(flux_jy(sources.mag)) + 6.0
    seen = sources.detected & np.isfinite(log_flux)
    flux, measured = _through(log_flux, seen, sources.mag, wanted)
    limit = np.isfinite(log_flux) & ~sources.detected
    limit[:, :_W3] = False
    worst, enclosed = _through(log_flux, seen | limit, sources.mag, wanted)
    # A limit is worth having only up to where it reaches: beyond it nothing more is known.
    worst = np.where(limit.any(axis=1, keepdims=True) & enclosed, np.fmax(worst, flux), flux)
    nothing_but_limits = ~seen.any(axis=1, keepdims=True)
    worst = np.where(nothing_but_limits, _through(log_flux, limit, sources.mag, wanted)[0], worst)
    return Prediction(flux_ujy=10.0**flux, worst_ujy=10.0**worst, measured=measured)


def flux_jy(mag: Floats) -> Floats:
    """Return flux densities from Vega magnitudes, shape (..., 7) in the order of ``BANDS``."""
    flux: Floats = ZERO_POINT_JY * 10.0 ** (-0.4 * mag)
    return flux


def rayleigh_jeans(flux: ArrayLike, from_um: float, to_um: ArrayLike) -> Floats:
    """Return flux density carried to another wavelength as 1 / wavelength squared."""
    carried: Floats = np.asarray(flux) * (from_um / np.asarray(to_um)) ** 2
    return carried


def zero_colour(mag: ArrayLike, wavelength_um: ArrayLike) -> Floats:
    """Return the flux density (Jy) of a magnitude that is the same at every wavelength.

    The zero point is interpolated in log-log between those of the bands, and continued beyond W4.
    """
    flux: Floats = 10.0 ** (_log_zero_point(np.asarray(wavelength_um)) - 0.4 * np.asarray(mag))
    return flux


def interpolated(
    flux_a: ArrayLike, um_a: float, flux_b: ArrayLike, um_b: float, to_um: ArrayLike
) -> Floats:
    """Return flux density on the power law through two measurements."""
    slope = np.log(np.asarray(flux_b) / np.asarray(flux_a)) / np.log(um_b / um_a)
    flux: Floats = np.asarray(flux_a) * (np.asarray(to_um) / um_a) ** slope
    return flux


def _log_zero_point(wavelength_um: Floats) -> Floats:
    x, y = np.log10(WAVELENGTH_UM), np.log10(ZERO_POINT_JY)
    at = np.log10(wavelength_um)
    place = np.clip(np.searchsorted(x, at) - 1, 0, len(x) - 2)
    value: Floats = y[place] + (at - x[place]) * (y[place + 1] - y[place]) / (
        x[place + 1] - x[place]
    )
    return value


def _through(
    log_flux: Floats, known: NDArray[np.bool_], mag: Floats, wanted: Floats
) -> tuple[Floats, NDArray[np.bool_]]:
    """Return log10 microjansky at the wavelengths, and whether known bands carry it."""
    x = np.log10(WAVELENGTH_UM)
    at = np.log10(wanted)
    index = np.arange(len(x))
    everyone = np.arange(len(log_flux))
    result = np.full((len(log_flux), len(wanted)), np.nan)
    carried = np.zeros(result.shape, dtype=bool)
    for column, position in enumerate(at):
        below = np.where(known & (x <= position), index, -1).max(axis=1)
        above = np.where(known & (x > position), index, len(x)).min(axis=1)
        # Beyond W4 the power law from W3 goes on; the MRS ends at 28 micron.
        beyond = (above == len(x)) & (below == _W4) & known[:, _W3]
        left = np.where(beyond, _W3, below)
        right = np.where(beyond, _W4, above)
        both = (left >= 0) & (right < len(x))
        a, b = np.clip(left, 0, len(x) - 1), np.clip(right, 0, len(x) - 1)
        start, end = log_flux[everyone, a], log_flux[everyone, b]
        width = np.where(both, x[b] - x[a], 1.0)
        line = start + (position - x[a]) * (end - start) / width
        nearest = np.where(below >= 0, below, above)
        some = nearest < len(x)
        flat = (
            _log_zero_point(wanted[column : column + 1])[0]
            - 0.4 * mag[everyone, np.clip(nearest, 0, len(x) - 1)]
            + 6.0
            + MARGIN_DEX
        )
        result[:, column] = np.where(both, line, np.where(some, flat, np.nan))
        carried[:, column] = both
    return result, carried
