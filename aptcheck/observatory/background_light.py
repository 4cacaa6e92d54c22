"""The brightness of the blank sky at the wavelengths of NIRSpec and MIRI."""

from __future__ import annotations

import csv
import math
from functools import cache
from itertools import pairwise
from pathlib import Path

__all__ = ["ECLIPTIC_POLE_DEG", "background_mjy_per_sr"]

#: Where the zodiacal light is faintest. An unknown position is assumed to be there, since a fainter
#: blank sky is the stricter measure.
ECLIPTIC_POLE_DEG = 90.0

_DATA = Path(__file__).parent / "data"

Row = tuple[float, ...]


def background_mjy_per_sr(
    wavelength_um: float, ecliptic_latitude_deg: float = ECLIPTIC_POLE_DEG
) -> float:
    """Return the surface brightness of blank sky, zodiacal and thermal, MJy/sr.

    Both are interpolated in log-log between the wavelengths of ``data/background-light.csv``, which
    names its sources, and extrapolated beyond them. The zodiacal light grows toward the ecliptic as
    in ``data/zodiacal-latitude.csv``, which ``scripts/zodiacal_latitude.py`` computes from the
    model of Kelsall et al. 1998 (ApJ 508, 44) at 12 micron: the mean over the year and over the
    solar elongations at which JWST looks, 85 to 135 degrees. On the ecliptic a single date is up to
    half brighter or a third fainter, and the contrast of 2.1 is 1.6 at 6 micron and 2.8 at 25; the
    contrast of the sunlight scattered below 3.5 micron has not been computed. The thermal light of
    telescope and sunshield is the same everywhere.
    """
    table = _table("background-light.csv")
    after = next((i for i, row in enumerate(table) if row[0] >= wavelength_um), len(table) - 1)
    below, above = table[max(after, 1) - 1], table[max(after, 1)]
    zodiacal, thermal = (
        _log_log(wavelength_um, (below[0], below[column]), (above[0], above[column]))
        for column in (1, 2)
    )
    return zodiacal * _over_the_pole(abs(ecliptic_latitude_deg)) + thermal


def _log_log(x: float, one: tuple[float, float], other: tuple[float, float]) -> float:
    (x_a, y_a), (x_b, y_b) = one, other
    slope = math.log(y_b / y_a) / math.log(x_b / x_a)
    return float(y_a * (x / x_a) ** slope)


def _over_the_pole(latitude_deg: float) -> float:
    """Return how many times brighter the zodiacal light is than at the ecliptic pole."""
    for (low, at_low), (high, at_high) in pairwise(_table("zodiacal-latitude.csv")):
        if latitude_deg <= high:
            return at_low + (at_high - at_low) * (latitude_deg - low) / (high - low)
    return 1.0


@cache
def _table(name: str) -> tuple[Row, ...]:
    """Return the rows of a table, without headings and source lines."""
    lines = (_DATA / name).read_text("ascii").splitlines()
    _, *rows = csv.reader(line for line in lines if not line.startswith("#"))
    return tuple(tuple(float(value) for value in row) for row in rows)
