"""The bands of modes other than the MRS, and the width of a star in them."""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

__all__ = ["Band", "bands_of_other_modes"]

_TABLE = Path(__file__).parent / "data" / "bands-of-other-modes.csv"

#: Diffraction limit, arcsec per micron (Law et al. 2023, AJ 166, 45, section 4).
_DIFFRACTION = 0.033


@dataclass(frozen=True, kw_only=True, slots=True)
class Band:
    """A filter, or a grating with its filter.

    Attributes
    ----------
    name : str
        As in the table: "F1140C", "G395/F290LP" for the grating of either resolution.
    shortest_um, longest_um : float
        Its ends, micron.
    pixel_arcsec : float
        Of the detector.
    """

    name: str
    shortest_um: float
    longest_um: float
    pixel_arcsec: float

    @property
    def wavelength_um(self) -> float:
        """Its middle, micron."""
        return (self.shortest_um + self.longest_um) / 2.0

    @property
    def fwhm_arcsec(self) -> float:
        """Full width at half maximum at its longest wavelength, where the star is widest."""
        return self.fwhm_at(self.longest_um)

    def fwhm_at(self, wavelength_um: float) -> float:
        """Return the full width at half maximum at a wavelength, arcsec.

        Diffraction and one pixel, added in quadrature. Images of MIRI in flight are up to 6 per
        cent sharper (JDox, "MIRI Point Spread Functions", table 1, read 2026-11).
        """
        return math.hypot(_DIFFRACTION * wavelength_um, self.pixel_arcsec)


@cache
def bands_of_other_modes() -> Mapping[str, Band]:
    """Return the bands by name."""
    text = _TABLE.read_text("ascii")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return MappingProxyType(
        {
            row["band"]: Band(
                name=row["band"],
                shortest_um=float(row["shortest_um"]),
                longest_um=float(row["longest_um"]),
                pixel_arcsec=float(row["pixel_arcsec"]),
            )
            for row in rows
        }
    )
