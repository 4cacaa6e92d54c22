"""Draw how far from an MRS field stars must stand: docs/images/wings.svg.

Run with the extra `plot` installed:  python -m scripts.wing_figure
"""

from __future__ import annotations

from pathlib import Path

import matplotlib as mpl
import numpy as np
from matplotlib import pyplot as plt
from matplotlib.ticker import ScalarFormatter

from aptcheck.catalog.photometry import zero_colour
from aptcheck.config import Thresholds
from aptcheck.modes.mrs.band_limits import band_limit
from aptcheck.modes.mrs.wing_light import brightness_limit, wing_radius_arcsec

IMAGE = Path(__file__).parents[1] / "docs" / "images" / "wings.svg"
SECONDS = 1000.0
BANDS = ("1A", "1C", "2A", "2C", "3A", "3C", "4A")
MAGNITUDES = np.linspace(-1.0, 11.0, 241)
#: Below this the star is all but in the field.
LEAST_ARCSEC = 0.3


def radius_arcsec(band: str) -> np.ndarray:
    """Return how far off a star of each magnitude, without infrared excess, spoils a band."""
    limit, borne = band_limit(band, SECONDS), Thresholds()
    least = brightness_limit(
        limit,
        sky_fraction=borne.background_light_fraction,
        limit_fraction=borne.wing_limit_fraction,
    )
    return wing_radius_arcsec(limit, 1e6 * zero_colour(MAGNITUDES, limit.wavelength_um), least)


def main() -> None:
    """Draw the figure."""
    mpl.rcParams.update({"svg.hashsalt": "wings", "font.family": "sans-serif", "font.size": 10})
    figure, axes = plt.subplots(figsize=(7.2, 4.4), layout="constrained")
    colours = plt.get_cmap("viridis")(np.linspace(0.0, 0.9, len(BANDS)))
    for band, colour in zip(BANDS, colours, strict=True):
        radius = radius_arcsec(band)
        axes.plot(MAGNITUDES, radius, color=colour, lw=1.6)
        faintest = np.flatnonzero(radius >= LEAST_ARCSEC)[-1]
        axes.annotate(
            band,
            (MAGNITUDES[faintest], LEAST_ARCSEC),
            textcoords="offset points",
            xytext=(3, 4),
            color=colour,
            fontweight="bold",
        )
    axes.set(
        xlabel="magnitude of a star without infrared excess (K)",
        ylabel="distance from the field (arcsec)",
        yscale="log",
        xlim=(MAGNITUDES[-1], MAGNITUDES[0]),
        ylim=(LEAST_ARCSEC, 130),
        title=f"Nearer than this a star's wings spoil a background ({SECONDS:.0f} s of science)",
    )
    axes.set_yticks([0.3, 1, 3, 10, 30, 100])
    axes.yaxis.set_major_formatter(ScalarFormatter())
    axes.yaxis.set_minor_formatter("")
    axes.grid(alpha=0.3, which="major")
    figure.savefig(IMAGE, metadata={"Date": None})


if __name__ == "__main__":
    main()
