"""How bright the blank sky is, where the MRS looks."""

from __future__ import annotations

import csv
import math
from functools import cache
from pathlib import Path

__all__ = ["background_mjy_per_sr"]

_TABLE = Path(__file__).parent / "data" / "background-light.csv"


def background_mjy_per_sr(wavelength_um: float) -> float:
    """Return the surface brightness of blank sky at high ecliptic latitude, MJy/sr.

    Straight in log-log between the wavelengths of ``data/background-light.csv``, which names its
    sources, and on beyond them.
    """
    table = _levels()
    last = len(table) - 1
    after = next((i for i, (um, _) in enumerate(table) if um >= wavelength_um), last)
    after = min(max(after, 1), last)
    (um_a, level_a), (um_b, level_b) = table[after - 1], table[after]
    slope = math.log(level_b / level_a) / math.log(um_b / um_a)
    return float(level_a * (wavelength_um / um_a) ** slope)


@cache
def _levels() -> tuple[tuple[float, float], ...]:
    text = _TABLE.read_text("ascii")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return tuple((float(row["wavelength_um"]), float(row["mjy_per_sr"])) for row in rows)
