"""How wide a star is in each MRS band."""

from __future__ import annotations

__all__ = ["LONGEST_MICRON", "fwhm_arcsec"]

#: Longest wavelength of each band, micron: JDox "MIRI Medium Resolution Spectroscopy", table 1.
LONGEST_MICRON = {
    "1A": 5.74,
    "1B": 6.63,
    "1C": 7.65,
    "2A": 8.77,
    "2B": 10.13,
    "2C": 11.70,
    "3A": 13.47,
    "3B": 15.57,
    "3C": 17.98,
    "4A": 20.95,
    "4B": 24.48,
    "4C": 27.90,
}


def fwhm_arcsec(band: str) -> float:
    """Return the full width at half maximum of the point-spread function, arcsec.

    0.033 arcsec x wavelength in micron + 0.106 arcsec (Law et al. 2023, AJ 166, 45, equation 1),
    at the band's longest wavelength, where the star is widest.

    Raises
    ------
    KeyError
        If there is no such band.
    """
    return 0.033 * LONGEST_MICRON[band] + 0.106
