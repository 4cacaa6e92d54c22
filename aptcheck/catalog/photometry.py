"""The brightness of a catalogue source at an MRS wavelength.

Method and its test on 199 Cohen standards: ``docs/catalogues.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

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

#: Flux density at a Vega magnitude of 0, Jy: J, H, Ks from Cohen et al. (2003), W1 to W4 from the
#: WISE All-Sky Explanatory Supplement, section IV.4.h (colour-corrected for a flat spectrum).
ZERO_POINT_JY = np.array([1594.0, 1024.0, 666.7, 309.540, 171.787, 31.674, 8.363])

#: Added to a zero-colour prediction, dex: a star's mid-infrared excess is rarely larger.
MARGIN_DEX = 0.2

#: A limit this far below the colour of a star, dex, rules out a star: what WISE saw only at longer
#: wavelengths is then an artefact or nebulosity (aptcheck's own judgement).
_DOUBT_DEX = 0.1

_W3, _W4 = 5, 6


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Prediction:
    """Flux densities of ``n`` sources at ``m`` wavelengths, microjansky.

    Attributes
    ----------
    flux_ujy : float array (n, m)
        The value to compare with a limit: interpolated between detected bands, or zero colour with
        the margin, and no more than the source's upper limits allow. NaN for a source without any
        detected band.
    worst_ujy : float array (n, m)
        The same or more: as red as the upper limits allow.
    measured : bool array (n, m)
        True where detected bands enclose the wavelength, or W3 and W4 are both detected; false
        where the prediction is zero colour or upper limits contradict it.
    limited : bool array (n, m)
        True where ``flux_ujy`` is the upper limit for a source that was detected only at longer
        wavelengths: clearly less than the colour of a star would give.
    """

    flux_ujy: Floats
    worst_ujy: Floats
    measured: NDArray[np.bool_]
    limited: NDArray[np.bool_]


def predict(sources: Sources, wavelengths_um: ArrayLike) -> Prediction:
    """Return the predicted flux density of each source at each wavelength.

    Between two detected bands: linear in log flux against log wavelength. Beyond the last detected
    band: the power law of W3 and W4 where both are detected, otherwise the magnitude of that band
    (zero colour) with ``MARGIN_DEX``; without it for what is not a star.

    The worst case treats upper limits as detections and is never below the prediction. No source is
    predicted brighter than its limits allow: the lowest straight line across the wavelength between
    two known bands with no detection between them. A detection above this line, such as W4 of a
    star that W3 did not see, says nothing about shorter wavelengths: there, only the shorter
    detections count.

    Parameters
    ----------
    sources : Sources
    wavelengths_um : array (m,)
        Micron.
    """
    wanted = np.atleast_1d(np.asarray(wavelengths_um, dtype=float))
    log_flux = np.log10(flux_jy(sources.mag)) + 6.0
    seen = sources.detected & np.isfinite(log_flux)
    known = np.isfinite(log_flux)
    margin = np.where(sources.no_star, 0.0, MARGIN_DEX)  # for the excess of stars
    predicted, enclosed = _through(log_flux, seen, sources.mag, wanted, margin)
    bare = predicted - np.where(enclosed, 0.0, margin[:, None])
    ceiling = _ceiling(log_flux, seen, known, wanted)
    contradicted = ceiling < bare
    shorter = _from_shorter(log_flux, seen, sources.mag, wanted, margin)
    flux = np.where(contradicted & np.isfinite(shorter), shorter, predicted)
    flux = np.where(ceiling < flux, ceiling, flux)
    limited = np.isnan(shorter) & (ceiling < bare - _DOUBT_DEX)
    # A limit helps only up to its own wavelength: beyond it, nothing more is known.
    through, carried = _through(log_flux, known, sources.mag, wanted, margin)
    nothing_but_limits = ~seen.any(axis=1, keepdims=True)
    worst = np.fmax(flux, np.where(carried | nothing_but_limits, through, np.nan))
    return Prediction(
        flux_ujy=10.0**flux,
        worst_ujy=10.0**worst,
        measured=enclosed & ~contradicted,
        limited=limited,
    )


def flux_jy(mag: Floats) -> Floats:
    """Return flux densities from Vega magnitudes, shape (..., 7) in the order of ``BANDS``."""
    flux: Floats = ZERO_POINT_JY * 10.0 ** (-0.4 * mag)
    return flux


def rayleigh_jeans(flux: ArrayLike, from_um: float, to_um: ArrayLike) -> Floats:
    """Return flux density at another wavelength, scaled as 1 / wavelength squared."""
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


def _ceiling(
    log_flux: Floats, seen: NDArray[np.bool_], known: NDArray[np.bool_], wanted: Floats
) -> Floats:
    """Return log10 microjansky that upper limits allow, NaN where they set no bound."""
    x, at = np.log10(WAVELENGTH_UM), np.log10(wanted)
    lowest = np.full((len(log_flux), len(wanted)), np.nan)
    for a, b in combinations(range(len(x)), 2):
        across = (x[a] <= at) & (at < x[b])
        if not across.any():
            continue
        ends = known[:, a] & known[:, b] & ~(seen[:, a] & seen[:, b])
        bounds = ends & ~seen[:, a + 1 : b].any(axis=1)
        slope = (log_flux[:, b] - log_flux[:, a]) / (x[b] - x[a])
        line = log_flux[:, a, None] + slope[:, None] * (at - x[a])
        lowest = np.where(bounds[:, None] & across, np.fmin(lowest, line), lowest)
    return lowest


def _from_shorter(
    log_flux: Floats, seen: NDArray[np.bool_], mag: Floats, wanted: Floats, margin: Floats
) -> Floats:
    """Return log10 microjansky from the shorter detections only, NaN where there are none."""
    columns = [
        _through(log_flux, seen & (um >= WAVELENGTH_UM), mag, np.array([um]), margin)[0]
        for um in wanted
    ]
    return np.concatenate(columns, axis=1) if columns else np.empty((len(log_flux), 0))


def _through(
    log_flux: Floats, known: NDArray[np.bool_], mag: Floats, wanted: Floats, margin: Floats
) -> tuple[Floats, NDArray[np.bool_]]:
    """Return log10 microjansky at the wavelengths, and whether known bands determine it.

    Where they do not, each source's margin, dex, is added to its zero colour.
    """
    x = np.log10(WAVELENGTH_UM)
    at = np.log10(wanted)
    index = np.arange(len(x))
    everyone = np.arange(len(log_flux))
    result = np.full((len(log_flux), len(wanted)), np.nan)
    carried = np.zeros(result.shape, dtype=bool)
    for column, position in enumerate(at):
        below = np.where(known & (x <= position), index, -1).max(axis=1)
        above = np.where(known & (x > position), index, len(x)).min(axis=1)
        # Beyond W4 the power law from W3 continues; the MRS ends at 28 micron.
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
            + margin
        )
        result[:, column] = np.where(both, line, np.where(some, flat, np.nan))
        carried[:, column] = both
    return result, carried
