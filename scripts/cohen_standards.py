"""Compare the photometric method with stars that AKARI measured at 9 and 18 micron.

``python scripts/cohen_standards.py CSV`` prints the table in docs/catalogues.md. The file lists
Cohen standards (Cohen et al. 1999, AJ 117, 1864) with 2MASS, AllWISE and AKARI/IRC (Ishihara et al.
2010, A&A 514, A1) photometry, columns under IRSA's names.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from aptcheck.catalog.detections import detections
from aptcheck.catalog.photometry import (
    WAVELENGTH_UM,
    flux_jy,
    interpolated,
    predict,
    rayleigh_jeans,
    zero_colour,
)
from aptcheck.catalog.rows import Rows
from aptcheck.catalog.survey import ALLWISE

AKARI_UM = (9.0, 18.0)
KS, W3, W4 = 2, 5, 6

Medians = dict[str, tuple[float | None, float | None]]


def medians(path: Path) -> Medians:
    """Return, for each method, the medians of predicted over AKARI flux at 9 and 18 micron."""
    with path.open(encoding="ascii") as stream:
        stars = list(csv.DictReader(stream))
    columns = {name: np.array([star[name] for star in stars]) for name in stars[0]}
    sources = detections(Rows.of(ALLWISE, columns))
    akari = [_numbers(columns[f"akari_{band}_jy"]) for band in ("s09", "s18")]
    flux = flux_jy(sources.mag)
    ours = predict(sources, AKARI_UM).flux_ujy / 1e6

    def both(predicted: list[NDArray[np.float64]]) -> tuple[float, float]:
        nine, eighteen = (
            float(np.nanmedian(one / measured))
            for one, measured in zip(predicted, akari, strict=True)
        )
        return nine, eighteen

    w3_w4 = interpolated(flux[:, W3], WAVELENGTH_UM[W3], flux[:, W4], WAVELENGTH_UM[W4], 18.0)
    return {
        "Rayleigh-Jeans from Ks": both(
            [rayleigh_jeans(flux[:, KS], WAVELENGTH_UM[KS], um) for um in AKARI_UM]
        ),
        "zero colour from Ks": both([zero_colour(sources.mag[:, KS], um) for um in AKARI_UM]),
        "Rayleigh-Jeans from W3": both(
            [rayleigh_jeans(flux[:, W3], WAVELENGTH_UM[W3], um) for um in AKARI_UM]
        ),
        "power law W3 to W4": (None, float(np.nanmedian(w3_w4 / akari[1]))),
        "aptcheck": both([ours[:, 0], ours[:, 1]]),
    }


def table(path: Path) -> str:
    """Return the medians as a Markdown table."""
    lines = ["| method | 9 µm | 18 µm |", "|---|---|---|"]
    for method, values in medians(path).items():
        cells = ["-" if value is None else f"{value:.3f}" for value in values]
        lines.append(f"| {method} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _numbers(words: NDArray[np.str_]) -> NDArray[np.float64]:
    return np.array([float(word) if word else np.nan for word in words])


if __name__ == "__main__":
    print(table(Path(sys.argv[1])), end="")
