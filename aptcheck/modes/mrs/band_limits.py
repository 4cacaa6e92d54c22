"""What a band of the MRS sees: how faint a source, how sharply, and how much light of blank sky."""

from __future__ import annotations

import math
from dataclasses import dataclass

from aptcheck.modes.mrs.apertures import mrs_aperture
from aptcheck.observatory.background_light import background_mjy_per_sr
from aptcheck.observatory.sensitivity import REFERENCE_SECONDS, mrs_bands

__all__ = [
    "UJY_PER_ARCSEC2",
    "BandLimit",
    "band_limit",
    "blank_sky_ujy",
    "field_area_arcsec2",
    "fwhm_arcsec",
]

#: Of 1 MJy/sr, in microjansky per square arcsec.
UJY_PER_ARCSEC2 = 1e12 * math.radians(1.0 / 3600.0) ** 2


@dataclass(frozen=True, kw_only=True, slots=True)
class BandLimit:
    """What one band sees.

    Attributes
    ----------
    band : str
        "1A" to "4C".
    wavelength_um : float
        Middle of the band, micron.
    seconds : float
        Exposure time of the science observation that the limit stands for.
    assumed : bool
        The exposure time is not known: 10 ks stand in for it.
    ujy : float
        Flux density of a point source at 10 sigma, microjansky: median over the band.
    sky_ujy : float
        Light of blank sky in the whole field, microjansky.
    """

    band: str
    wavelength_um: float
    seconds: float
    assumed: bool
    ujy: float
    sky_ujy: float

    @property
    def sky_brightness(self) -> float:
        """Surface brightness of blank sky, microjansky per square arcsec."""
        return self.sky_ujy / field_area_arcsec2(self.band)

    @property
    def has_sky_limit(self) -> bool:
        """Whether a source is held against blank sky too: not in channel 1, where it is dark."""
        return self.band[0] != "1"

    @property
    def worst_ujy(self) -> float:
        """``ujy`` at the wavelength where the band sees least: ``ujy`` itself is a median."""
        return mrs_bands()[self.band].worst_after(self.seconds)

    @property
    def worst_um(self) -> float:
        """Where that is, micron."""
        return mrs_bands()[self.band].worst_um


def band_limit(band: str, seconds: float | None) -> BandLimit:
    """Return what a band sees in an exposure of so many seconds, None where that is not known.

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
        seconds=stated,
        assumed=stated is not seconds,
        ujy=known.limit_after(stated),
        sky_ujy=blank_sky_ujy(band),
    )


def blank_sky_ujy(band: str) -> float:
    """Return the light of blank sky in the whole field of a band, microjansky.

    Raises
    ------
    KeyError
        If there is no such band.
    """
    level = background_mjy_per_sr(mrs_bands()[band].wavelength_um)
    return level * UJY_PER_ARCSEC2 * field_area_arcsec2(band)


def field_area_arcsec2(band: str) -> float:
    """Return the area of the field of a band, square arcsec.

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

    0.033 arcsec x wavelength in micron + 0.106 arcsec (Law et al. 2023, AJ 166, 45, equation 1),
    at the band's longest wavelength, where the star is widest.

    Raises
    ------
    KeyError
        If there is no such band.
    """
    return 0.033 * mrs_bands()[band].longest_um + 0.106
