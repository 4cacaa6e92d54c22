"""What a band sees: resolution, light of blank sky, and the faintest source where known."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from aptcheck.modes.wing_curve import WingCurve

__all__ = ["UJY_PER_ARCSEC2", "BandLimit", "Measure", "Sensitivity"]

Measure: TypeAlias = Literal["noise", "core", "field"]

#: 1 MJy/sr in microjansky per square arcsec.
UJY_PER_ARCSEC2 = 1e12 * math.radians(1.0 / 3600.0) ** 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Sensitivity:
    """The faintest source that a science exposure sees.

    Attributes
    ----------
    ujy : float
        Flux density of a point source at 10 sigma, microjansky: median over the band.
    seconds : float
        Exposure time of the science observation, seconds.
    assumed : bool
        The exposure time is not known: 10 ks are assumed.
    worst_ujy, worst_um : float
        The same at the least sensitive wavelength of the band, and that wavelength, micron.
    """

    ujy: float
    seconds: float
    assumed: bool
    worst_ujy: float
    worst_um: float


@dataclass(frozen=True, kw_only=True, slots=True)
class BandLimit:
    """What one band sees.

    Attributes
    ----------
    band : str
        As named by the footprints of its mode: "1A" to "4C", "G395M/F290LP", "F1140C".
    wavelength_um : float
        Middle of the band, micron.
    fwhm_arcsec : float
        Full width at half maximum of the point-spread function at its longest wavelength.
    area_arcsec2 : float
        Area of the field, square arcsec.
    sky_ujy : float
        Light of blank sky in the whole field, at the field's position, microjansky.
    has_sources : bool
        The field is so large that sources are always in it: only those that brighten it all count.
    is_dark : bool
        Blank sky is so dark there that sources are not compared with its light in the whole field.
    sensitivity : Sensitivity or None
        Of the science exposure; None if no figure can be cited: then only blank sky counts.
    wings : callable
        Returns how far the light of a source reaches into the field.
    """

    band: str
    wavelength_um: float
    fwhm_arcsec: float
    area_arcsec2: float
    sky_ujy: float
    wings: Callable[[], WingCurve]
    has_sources: bool = False
    is_dark: bool = False
    sensitivity: Sensitivity | None = None

    @property
    def sky_brightness(self) -> float:
        """Surface brightness of blank sky, microjansky per square arcsec."""
        return self.sky_ujy / self.area_arcsec2

    @property
    def core_arcsec2(self) -> float:
        """Area of a disc as wide as the point-spread function."""
        return math.pi / 4.0 * self.fwhm_arcsec**2

    @property
    def core_ujy(self) -> float:
        """Light of blank sky in such a disc, microjansky."""
        return self.sky_brightness * self.core_arcsec2

    def levels(self, *, pixel: bool, sky_fraction: float) -> tuple[float, float]:
        """Return the flux densities above which a source inside matters, and is unacceptable.

        Microjansky. With a known sensitivity these are 1 sigma of the science, and a share of the
        light of blank sky in the whole field, or 10 sigma where the background is subtracted
        ``pixel`` by pixel. Without one both are that share; for pixel by pixel they are the same
        share of the light in a disc as wide as the point-spread function, and all of that light.
        """
        share = math.inf if self.is_dark else sky_fraction * self.sky_ujy
        if self.sensitivity is not None:
            ten_sigma = self.sensitivity.ujy
            return ten_sigma / 10.0, min(share, ten_sigma) if pixel else share
        if self.measure(pixel=pixel) == "core":
            return min(sky_fraction, 1.0) * self.core_ujy, min(share, self.core_ujy)
        return share, share

    def measure(self, *, pixel: bool) -> Measure:
        """Return what a source inside is compared with: noise, or blank sky in a disc or field."""
        if self.sensitivity is not None:
            return "noise"
        return "core" if pixel and not self.has_sources else "field"

    def wings_borne(self, *, sky_fraction: float, limit_fraction: float) -> float:
        """Return how bright the wings of a star may be over the field, microjansky/square arcsec.

        A share of blank sky or, if that is more, a share of the 10 sigma limit of the science
        exposure, spread over a disc as wide as the point-spread function: blank sky alone would be
        too strict where it is dark.
        """
        share = sky_fraction * self.sky_brightness
        if self.sensitivity is None:
            return share
        return max(share, limit_fraction * self.sensitivity.ujy / self.core_arcsec2)
