"""Write how far from an MRS field stars must be: docs/images/wings.svg and docs/catalogues.md.

Run with the extra `plot` installed:  python -m scripts.wing_figure
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from aptcheck.catalog.photometry import zero_colour
from aptcheck.config import Thresholds
from aptcheck.modes.mrs.band_limits import band_limit

DOCS = Path(__file__).parents[1] / "docs"
PAGE, IMAGE = DOCS / "catalogues.md", DOCS / "images" / "wings.svg"
SECONDS = 1000.0
BANDS = ("1A", "1C", "2A", "2C", "3A", "3C", "4A")
MAGNITUDES = np.linspace(-1.0, 11.0, 241)
#: Of the table, which is between these two lines of the page.
LISTED = (0.0, 2.0, 4.0, 6.0, 8.0, 10.0)
FIRST, LAST = "<!-- wings -->", "<!-- /wings -->"
#: Below this, the star is almost in the field.
LEAST_ARCSEC = 0.3
#: Of a line of text, on the logarithmic axis.
LINE = 1.22


def radius_arcsec(band: str, magnitudes: np.ndarray) -> np.ndarray:
    """Return how far away a star of each magnitude, without infrared excess, spoils a band."""
    limit, borne = band_limit(band, SECONDS), Thresholds()
    least = limit.wings_borne(
        sky_fraction=borne.background_light_fraction,
        limit_fraction=borne.wing_limit_fraction,
    )
    flux = 1e6 * zero_colour(magnitudes, limit.wavelength_um)
    return limit.wings().radius_arcsec(flux, least)


def table() -> str:
    """Return the rows of the page, one per magnitude."""
    columns = [radius_arcsec(band, np.array(LISTED)) for band in BANDS]
    head = ["| K | " + " | ".join(BANDS) + " |", "|---" * (1 + len(BANDS)) + "|"]
    rows = (
        f"| {mag:g} | " + " | ".join(map(_rounded, radii)) + " |"
        for mag, *radii in zip(LISTED, *columns, strict=True)
    )
    return "\n".join([*head, *rows])


def _rounded(radius: float) -> str:
    if not radius >= 0.05:  # nowhere, or at the edge
        return "-"
    return f"{radius:.0f}" if radius >= 10 else f"{radius:.1f}"


def page() -> str:
    """Return the page with its table."""
    text = PAGE.read_text("utf-8")
    before, _, rest = text.partition(FIRST)
    return f"{before}{FIRST}\n{table()}\n{LAST}{rest.partition(LAST)[2]}"


def draw() -> None:
    """Draw the figure."""
    import matplotlib as mpl
    from matplotlib import pyplot as plt
    from matplotlib.ticker import StrMethodFormatter

    mpl.rcParams.update({"svg.hashsalt": "wings", "font.family": "sans-serif", "font.size": 10})
    figure, axes = plt.subplots(figsize=(7.2, 4.4), layout="constrained")
    colours = plt.get_cmap("viridis")(np.linspace(0.0, 0.9, len(BANDS)))
    ends: dict[str, float] = {}
    for band, colour in zip(BANDS, colours, strict=True):
        radius = radius_arcsec(band, MAGNITUDES)
        axes.plot(MAGNITUDES, radius, color=colour, lw=1.6)
        ends[band] = float(radius[0])
    # the names at the bright end, at least a line of text apart
    lowest = np.inf
    for band in sorted(BANDS, key=lambda band: -ends[band]):
        lowest = min(ends[band], lowest / LINE)
        axes.annotate(
            band,
            (MAGNITUDES[0], lowest),
            textcoords="offset points",
            xytext=(6, 0),
            va="center",
            color=colours[BANDS.index(band)],
            fontweight="bold",
            annotation_clip=False,
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
    axes.yaxis.set_major_formatter(StrMethodFormatter("{x:g}"))
    axes.yaxis.set_minor_formatter("")
    axes.grid(alpha=0.3, which="major")
    figure.savefig(IMAGE, metadata={"Date": None})


def main() -> None:
    """Write both."""
    PAGE.write_text(page(), encoding="utf-8")
    draw()


if __name__ == "__main__":
    main()
