"""The annulus around a point source from which the pipeline may take its background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.modes.mrs.band_limits import fwhm_at
from aptcheck.modes.mrs.source_type import predicted_source_type
from aptcheck.observatory.sensitivity import mrs_bands

if TYPE_CHECKING:
    from aptcheck.model import Observation, Target

__all__ = ["annulus_arcsec", "may_take_annulus"]

#: Inner and outer radius, in radii of the extraction aperture, and that in FWHM. The aperture: jwst
#: issue 7815, 2023-08. The annulus in CRDS in flight was not found (2026-11): STScI's script for
#: the reference file (STScI-MIRI/miri3d, make_x1d.py, 2020) has 2 to 2.5 radii in one version and 3
#: to 3.5 in another, and these cover both.
_INNER, _OUTER, _APERTURE_FWHM = 2.0, 3.5, 2.0


def annulus_arcsec(band: str) -> tuple[float, float]:
    """Return the inner radius at the shortest wavelength of a band, the outer at its longest.

    Raises
    ------
    KeyError
        If there is no such band.
    """
    known = mrs_bands()[band]
    shortest_um = 2.0 * known.wavelength_um - known.longest_um
    return (
        _INNER * _APERTURE_FWHM * fwhm_at(shortest_um),
        _OUTER * _APERTURE_FWHM * fwhm_at(known.longest_um),
    )


def may_take_annulus(observation: Observation, target: Target | None) -> bool:
    """Whether the pipeline uses an annulus around the target: a POINT source in the MRS field."""
    return not observation.imager_primary and (
        predicted_source_type(observation, target, background=False) == "POINT"
    )
