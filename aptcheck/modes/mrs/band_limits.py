"""What a band of the MRS sees: the faintest source, the resolution, and light of blank sky."""

from __future__ import annotations

from functools import cache, partial

from aptcheck.modes.band_limit import UJY_PER_ARCSEC2, BandLimit, Sensitivity
from aptcheck.modes.mrs.apertures import mrs_aperture
from aptcheck.modes.wing_curve import WingCurve
from aptcheck.observatory.background_light import ECLIPTIC_POLE_DEG, background_mjy_per_sr
from aptcheck.observatory.sensitivity import REFERENCE_SECONDS, mrs_bands
from aptcheck.observatory.wings import mrs_field_means, mrs_wings, scattered

__all__ = [
    "band_limit",
    "blank_sky_ujy",
    "field_area_arcsec2",
    "fwhm_arcsec",
    "fwhm_at",
]


def band_limit(
    band: str, seconds: float | None, ecliptic_latitude_deg: float = ECLIPTIC_POLE_DEG
) -> BandLimit:
    """Return what a band sees in an exposure of this many seconds, None if that is not known.

    The latitude is that of the field: blank sky is brighter toward the ecliptic. In channel 1 it is
    too dark to compare a source with its light.

    Raises
    ------
    KeyError
        If there is no such band.
    """
    known = mrs_bands()[band]
    stated = seconds if seconds is not None and seconds > 0 else REFERENCE_SECONDS
    return BandLimit(
        band=band,
        wavelength_um=known.wavelength_um,
        fwhm_arcsec=fwhm_arcsec(band),
        area_arcsec2=field_area_arcsec2(band),
        sky_ujy=blank_sky_ujy(band, ecliptic_latitude_deg),
        is_dark=band.startswith("1"),
        sensitivity=Sensitivity(
            ujy=known.limit_after(stated),
            seconds=stated,
            assumed=stated is not seconds,
            worst_ujy=known.worst_after(stated),
            worst_um=known.worst_um,
        ),
        wings=partial(_wings, band),
    )


@cache
def _wings(band: str) -> WingCurve:
    return WingCurve(
        wings=mrs_wings()[band],
        field_mean=mrs_field_means()[band],
        scattered=scattered(mrs_bands()[band].wavelength_um),
    )


def blank_sky_ujy(band: str, ecliptic_latitude_deg: float = ECLIPTIC_POLE_DEG) -> float:
    """Return the light of blank sky in the whole field of a band, microjansky.

    Raises
    ------
    KeyError
        If there is no such band.
    """
    level = background_mjy_per_sr(mrs_bands()[band].wavelength_um, ecliptic_latitude_deg)
    return level * UJY_PER_ARCSEC2 * field_area_arcsec2(band)


def field_area_arcsec2(band: str) -> float:
    """Return the area of the field of a band, square arcsec: of the box that the SIAF gives.

    The parts of its slices outside the box are left out, 3 to 5 per cent of their area: less blank
    sky is the stricter measure.

    Raises
    ------
    KeyError
        If there is no such band.
    """
    corners = mrs_aperture(band).corners
    following = (*corners[1:], corners[0])
    return abs(sum(a * d - b * c for (a, b), (c, d) in zip(corners, following, strict=True))) / 2.0


def fwhm_arcsec(band: str) -> float:
    """Return the full width at half maximum of the point-spread function, arcsec.

    At the band's longest wavelength, where the star is widest.

    Raises
    ------
    KeyError
        If there is no such band.
    """
    return fwhm_at(mrs_bands()[band].longest_um)


def fwhm_at(wavelength_um: float) -> float:
    """Return the same at a wavelength: 0.033 arcsec x micron + 0.106 arcsec.

    Law et al. 2023, AJ 166, 45, equation 1.
    """
    return 0.033 * wavelength_um + 0.106
