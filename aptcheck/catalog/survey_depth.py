"""The depth of the catalogues, in the unit that a proposer plans with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from aptcheck.catalog.photometry import (
    WAVELENGTH_UM,
    ZERO_POINT_JY,
    interpolated,
    zero_colour,
)
from aptcheck.catalog.survey import ALLWISE, TWO_MASS, Survey

__all__ = ["SurveyDepth", "survey_depth"]

# 10 sigma of 2MASS (Skrutskie et al. 2006) at J, H, Ks = 15.8, 15.1, 14.3 mag; 5 sigma of AllWISE
# in unconfused sky, 54, 71, 730 and 5000 microjansky (AllWISE Explanatory Supplement, I.2).
_TWO_MASS_MAG = np.array([15.8, 15.1, 14.3])
_TWO_MASS_UJY = ZERO_POINT_JY[:3] * 10.0 ** (-0.4 * _TWO_MASS_MAG) * 1e6
_ALLWISE_W1 = 16.9
_ALLWISE_UJY = np.array([54.0, 71.0, 730.0, 5000.0])
_ALLWISE_UM = WAVELENGTH_UM[3:]


@dataclass(frozen=True, kw_only=True, slots=True)
class SurveyDepth:
    """Flux densities down to which a field without a source is known to be empty, microjansky.

    Attributes
    ----------
    wavelength_um : float
    star_ujy : float or None
        A star without infrared excess: found by W1, or by Ks without AllWISE.
    any_ujy : float or None
        A source of any colour whose spectrum is a power law between the bands on either side: found
        by one of them. None outside the surveys' bands: without AllWISE, beyond Ks, because cool
        sources are then unseen.
    """

    wavelength_um: float
    star_ujy: float | None
    any_ujy: float | None


def survey_depth(wavelength_um: float, surveys: Sequence[Survey]) -> SurveyDepth:
    """Return how deep the supplied surveys are at a wavelength of 0.6 to 28 micron."""
    star = None
    if ALLWISE in surveys:
        star = float(zero_colour(_ALLWISE_W1, wavelength_um)) * 1e6
    elif TWO_MASS in surveys:
        star = float(zero_colour(_TWO_MASS_MAG[-1], wavelength_um)) * 1e6
    return SurveyDepth(
        wavelength_um=wavelength_um, star_ujy=star, any_ujy=_any_colour(wavelength_um, surveys)
    )


def _any_colour(wavelength_um: float, surveys: Sequence[Survey]) -> float | None:
    um, ujy = np.array([]), np.array([])
    if TWO_MASS in surveys:
        um, ujy = WAVELENGTH_UM[:3], _TWO_MASS_UJY
    if ALLWISE in surveys:
        um, ujy = np.concatenate([um, _ALLWISE_UM]), np.concatenate([ujy, _ALLWISE_UJY])
    # Beyond W4 the line from W3 to W4 continues: a source that red is just missed by both.
    # Shortward of the first band nothing is known about a blue source, nor about a red one beyond
    # Ks without AllWISE.
    if not len(um) or wavelength_um < um[0] or (wavelength_um > um[-1] and ALLWISE not in surveys):
        return None
    right = int(np.clip(np.searchsorted(um, wavelength_um), 1, len(um) - 1))
    (a, b), (flux_a, flux_b) = um[right - 1 : right + 1], ujy[right - 1 : right + 1]
    return float(interpolated(flux_a, a, flux_b, b, wavelength_um))
