"""Images of the sky as WISE might have taken them: correlated noise, and light put into it."""

from __future__ import annotations

import numpy as np
from astropy.stats import gaussian_fwhm_to_sigma
from numpy.typing import NDArray

PIXEL = 1.6
REACH = 10.0
#: FWHM of a point source in W3 and W4.
W3, W4 = 6.5, 12.0

Image = NDArray[np.float64]


def size(fwhm: float = W3, reach: float = REACH) -> int:
    """Return the pixels along a side that the surroundings of a field need."""
    return 2 * int(np.ceil(5 * (reach + fwhm) / PIXEL)) + 3


def offsets(pixels: int) -> tuple[Image, Image]:
    """Return how far each pixel is to the north and along the columns, arcsec, from the middle."""
    side = (np.arange(pixels) - (pixels - 1) / 2) * PIXEL
    north, along = np.meshgrid(side, side, indexing="ij")
    return north, along


def noise(seed: int, correlated_over: float = W3, pixels: int | None = None) -> Image:
    """Return noise with a standard deviation of 1, smoothed by a Gaussian of that FWHM, arcsec."""
    pixels = pixels or size()
    white = np.random.default_rng(seed).normal(size=(pixels, pixels))
    sigma = correlated_over * gaussian_fwhm_to_sigma / PIXEL
    rows, columns = np.meshgrid(np.fft.fftfreq(pixels), np.fft.rfftfreq(pixels), indexing="ij")
    passed = np.exp(-2 * (np.pi * sigma) ** 2 * (rows**2 + columns**2))
    smooth: Image = np.fft.irfft2(np.fft.rfft2(white) * passed, s=white.shape)
    smooth /= smooth.std()
    return smooth


def blob(pixels: int, fwhm: float, north: float = 0.0, along: float = 0.0) -> Image:
    """Return a round Gaussian with a peak of 1."""
    y, x = offsets(pixels)
    sigma = fwhm * gaussian_fwhm_to_sigma
    light: Image = np.exp(-((y - north) ** 2 + (x - along) ** 2) / (2 * sigma**2))
    return light
