"""The wavelengths and sensitivity of each MRS sub-band."""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

__all__ = ["REFERENCE_SECONDS", "MrsBand", "mrs_bands"]

_TABLE = Path(__file__).parent / "data" / "mrs-sensitivity.csv"

#: Exposure time of the limits in the data file, seconds.
REFERENCE_SECONDS = 10_000.0


@dataclass(frozen=True, kw_only=True, slots=True)
class MrsBand:
    """One of the twelve MRS sub-bands.

    Attributes
    ----------
    name : str
        Channel and grating, "1A" to "4C".
    wavelength_um : float
        Middle of the sub-band, micron.
    limit_ujy : float
        Point source flux density seen at 10 sigma in 10 ks, microjansky: median over the sub-band
        of ETC 5.1.
    longest_um : float
        Its longest wavelength, micron (JDox "MIRI Medium Resolution Spectroscopy", table 1).
    worst_ujy : float
        The largest limit that ETC 5.1 gives at any wavelength of the sub-band, microjansky, 10
        sigma in 10 ks. Most are at an edge, where a neighbouring sub-band may see deeper.
    worst_um : float
        The wavelength of that, micron; 4C extends beyond ``longest_um`` there.
    """

    name: str
    wavelength_um: float
    limit_ujy: float
    longest_um: float
    worst_ujy: float
    worst_um: float

    def limit_after(self, seconds: float) -> float:
        """Return the 10 sigma limit in microjansky after an exposure of this many seconds.

        It falls with the square root of time. For zero seconds it is infinite.
        """
        return self.limit_ujy * _shallower(seconds)

    def worst_after(self, seconds: float) -> float:
        """Return the same at the wavelength where the sub-band is least sensitive."""
        return self.worst_ujy * _shallower(seconds)


@cache
def mrs_bands() -> Mapping[str, MrsBand]:
    """Return the sub-bands by name, in order of wavelength."""
    text = _TABLE.read_text("ascii")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return MappingProxyType(
        {
            row["band"]: MrsBand(
                name=row["band"],
                wavelength_um=float(row["wavelength_um"]),
                limit_ujy=float(row["limit_ujy"]),
                longest_um=float(row["longest_um"]),
                worst_ujy=float(row["worst_ujy"]),
                worst_um=float(row["worst_um"]),
            )
            for row in rows
        }
    )


def _shallower(seconds: float) -> float:
    """Return how many times shallower an exposure is than that of the data file."""
    return math.sqrt(REFERENCE_SECONDS / seconds) if seconds > 0 else math.inf
