"""What a band of the MRS sees: how faint a source, how sharply, and how much light of blank sky."""

from __future__ import annotations

import math
from dataclasses import dataclass

from aptcheck.modes.mrs.apertures import mrs_aperture
from aptcheck.observatory.background_light import ECLIPTIC_POLE_DEG, background_mjy_per_sr
from aptcheck.observatory.sensitivity import REFERENCE_SECONDS, mrs_bands

__all__ = [
    "UJY_PER_ARCSEC2",
    "BandLimit",
    "band_limit",
    "blank_sky_ujy",
    "field_area_arcsec2",
    "fwhm_arcsec",
    "fwhm_at",
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
        Light of blank sky in the whole field where that lies, microjansky.
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


def band_limit(
    band: str, seconds: float | None, ecliptic_latitude_deg: float = ECLIPTIC_POLE_DEG
) -> BandLimit:
    """Return what a band sees in an exposure of so many seconds, None where that is not known.

    The latitude is that of the field: blank sky is brighter toward the ecliptic.

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
        sky_ujy=blank_sky_ujy(band, ecliptic_latitude_deg),
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

    What its slices reach beyond the box is left out, 3 to 5 per cent of what they cover: less
    blank sky is the stricter measure.

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
