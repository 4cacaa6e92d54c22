"""Which sources stand inside a field, in which of its footprints and at which angles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.modes.mrs.band_limits import BandLimit, fwhm_arcsec

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aptcheck.contamination.field_sources import FieldSources
    from aptcheck.geometry.sweep import Hits
    from aptcheck.schedule.swept_field import SweptField

__all__ = ["SourcesInside", "sources_inside"]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class SourcesInside:
    """The sources inside a field at allowed angles.

    Attributes
    ----------
    hits : Hits
        M intervals.
    band : int array (M,)
        Of each of them, as an index into the limits of the field; -1 for a band that no science
        uses, where nothing matters.
    """

    hits: Hits
    band: NDArray[np.intp]


def sources_inside(
    swept: SweptField, seen: FieldSources, limits: Sequence[BandLimit]
) -> SourcesInside:
    """Return what is inside a field, widened by its position error and one FWHM of the band."""
    import numpy as np

    met = seen.window.hits(
        swept.field,
        seen.sources.position_error_arcsec,
        band_radius={limit.band: fwhm_arcsec(limit.band) for limit in limits},
    )
    column = {limit.band: index for index, limit in enumerate(limits)}
    band = np.array([column.get(f.band, -1) for f in swept.field.footprints], dtype=np.intp)
    return SourcesInside(hits=met, band=band[met.footprint])
