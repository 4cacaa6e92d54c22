"""How far the light of a point source extends in each band: a simulation.

`scripts/wing_table.py` writes the tables and describes the model: an 18-segment pupil with its
struts and a wavefront error of 75 nm. No published profile of the MRS's far wings was found
(2026-11).
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

__all__ = ["FARTHEST_ARCSEC", "Wings", "mrs_field_means", "mrs_wings", "scattered", "wings_of"]

_DATA = Path(__file__).parent / "data"

#: The tables end here, arcsec. Beyond this, only a star of 0 mag or brighter spoils a field.
FARTHEST_ARCSEC = 120.0

#: MIRI's detectors scatter light up to this wavelength (JDox "MIRI Features and Caveats", read
#: 2026-11: strong to 10 micron, mostly gone by 12). How much is not published for the MRS: a tenth
#: more light everywhere is aptcheck's own allowance. NIRSpec's detectors do not.
_SCATTERED_FROM_UM, _SCATTERED_TO_UM, _SCATTERED = 4.9, 12.0, 0.10


@dataclass(frozen=True, kw_only=True, slots=True)
class Wings:
    """The light of a source of 1 in one band, by distance.

    Attributes
    ----------
    radius_arcsec : tuple of float
        Rising from 0 to `FARTHEST_ARCSEC`.
    brightness, spike : tuple of float
        Surface brightness per square arcsec, the mean over azimuth and its 95th percentile, which
        represents the diffraction spikes.
    encircled : tuple of float
        Share of the light within the radius.
    """

    radius_arcsec: tuple[float, ...]
    brightness: tuple[float, ...]
    spike: tuple[float, ...]
    encircled: tuple[float, ...]


def scattered(wavelength_um: float) -> float:
    """Return the fraction of light that the detector's own scattering is assumed to add."""
    return _SCATTERED if _SCATTERED_FROM_UM <= wavelength_um <= _SCATTERED_TO_UM else 0.0


@cache
def mrs_wings() -> Mapping[str, Wings]:
    """Return the light in the bands of the MRS."""
    return MappingProxyType(dict(_wings("mrs-wings.csv")))


@cache
def mrs_field_means() -> Mapping[str, tuple[float, ...]]:
    """Return the mean light over the field of each band of the MRS, radius by radius.

    Mean surface brightness, per square arcsec, of a source this far outside the field, at the point
    of the outline where it is largest. Falling.
    """
    return MappingProxyType({n: table["field_mean"] for n, table in _tables("mrs-wings.csv")})


@cache
def wings_of(band: str) -> Wings:
    """Return the light in a band of another mode (`aptcheck.observatory.bands`).

    Raises
    ------
    KeyError
        If there is no such band.
    """
    return dict(_wings("wings-of-other-modes.csv"))[band]


def _wings(name: str) -> Iterator[tuple[str, Wings]]:
    for band, table in _tables(name):
        table.pop("field_mean", None)
        yield band, Wings(**table)


def _tables(name: str) -> Iterator[tuple[str, dict[str, tuple[float, ...]]]]:
    """Yield the columns of each band of a table."""
    columns: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    text = (_DATA / name).read_text("ascii")
    for row in csv.DictReader(line for line in text.splitlines() if not line.startswith("#")):
        band = columns[row.pop("band")]
        for column, value in row.items():
            band[column].append(float(value))
    for band_name, found in columns.items():
        yield band_name, {key: tuple(values) for key, values in found.items()}
