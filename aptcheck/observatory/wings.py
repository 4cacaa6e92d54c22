"""How far the light of a point source reaches in the bands of the MRS: a simulation.

`data/mrs-wings.csv` is written by `scripts/wing_table.py`, which says of what: an 18-segment pupil
with its struts and a wavefront error of 75 nm. No published profile of the MRS's far wings
was found (2026-11).
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

__all__ = ["FARTHEST_ARCSEC", "Wings", "mrs_wings", "scattered"]

_TABLE = Path(__file__).parent / "data" / "mrs-wings.csv"

#: The table ends here, arcsec. Beyond it only a star of 0 mag or brighter spoils a field.
FARTHEST_ARCSEC = 120.0

#: Up to this wavelength light is scattered inside the detector (JDox "MIRI Features and Caveats",
#: read 2026-11: strong to 10 micron, mostly gone by 12). How much of it is not published for the
#: MRS: a tenth more light everywhere is aptcheck's own allowance.
_SCATTERED_TO_UM, _SCATTERED = 12.0, 0.10


@dataclass(frozen=True, kw_only=True, slots=True)
class Wings:
    """The light of a source of 1 in one band, by distance.

    Attributes
    ----------
    radius_arcsec : tuple of float
        Rising from 0 to `FARTHEST_ARCSEC`: the radii, and the distances of `field_mean`.
    brightness, spike : tuple of float
        Surface brightness per square arcsec, the mean over azimuth and its 95th percentile, which
        stands for the diffraction spikes.
    encircled : tuple of float
        Share of the light within the radius.
    field_mean : tuple of float
        Mean surface brightness over the field of the band, of a source that stands so far outside
        it, where along its outline that is most. Falling.
    """

    radius_arcsec: tuple[float, ...]
    brightness: tuple[float, ...]
    spike: tuple[float, ...]
    encircled: tuple[float, ...]
    field_mean: tuple[float, ...]


def scattered(wavelength_um: float) -> float:
    """Return by how much the detector's own scattering is taken to add to all of it, a share."""
    return _SCATTERED if wavelength_um <= _SCATTERED_TO_UM else 0.0


@cache
def mrs_wings() -> Mapping[str, Wings]:
    """Return the table by band."""
    columns: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    text = _TABLE.read_text("ascii")
    for row in csv.DictReader(line for line in text.splitlines() if not line.startswith("#")):
        band = columns[row.pop("band")]
        for name, value in row.items():
            band[name].append(float(value))
    return MappingProxyType(
        {
            name: Wings(**{key: tuple(values) for key, values in band.items()})
            for name, band in columns.items()
        }
    )
