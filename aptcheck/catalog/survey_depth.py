"""What the catalogues cannot see, in the unit a proposer plans with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from aptcheck.catalog.photometry import WAVELENGTH_UM, interpolated, zero_colour
from aptcheck.catalog.survey import ALLWISE, TWO_MASS, Survey

__all__ = ["SurveyDepth", "survey_depth"]

# 10 sigma of 2MASS (Skrutskie et al. 2006) at Ks = 14.3 mag; 5 sigma of AllWISE in unconfused sky,
# 54, 71, 730 and 5000 microjansky (AllWISE Explanatory Supplement, section I.2).
_TWO_MASS_KS = 14.3
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
        A source of any colour, as long as its spectrum is a power law between the W bands on
        either side: found by one of them. None without AllWISE, for cool sources are then unseen.
    """

    wavelength_um: float
    star_ujy: float | None
    any_ujy: float | None


def survey_depth(wavelength_um: float, surveys: Sequence[Survey]) -> SurveyDepth:
    """Return how deep the supplied surveys look at a wavelength of 5 to 28 micron."""
    if ALLWISE in surveys:
        # Beyond W4 the line from W3 to W4 goes on: a source that red is just missed by both.
        right = int(np.clip(np.searchsorted(_ALLWISE_UM, wavelength_um), 1, 3))
        pair = slice(right - 1, right + 1)
        (a, b), (flux_a, flux_b) = _ALLWISE_UM[pair], _ALLWISE_UJY[pair]
        anything = float(interpolated(flux_a, a, flux_b, b, wavelength_um))
        star = float(zero_colour(_ALLWISE_W1, wavelength_um)) * 1e6
        return SurveyDepth(wavelength_um=wavelength_um, star_ujy=star, any_ujy=anything)
    if TWO_MASS in surveys:
        star = float(zero_colour(_TWO_MASS_KS, wavelength_um)) * 1e6
        return SurveyDepth(wavelength_um=wavelength_um, star_ujy=star, any_ujy=None)
    return SurveyDepth(wavelength_um=wavelength_um, star_ujy=None, any_ujy=None)
