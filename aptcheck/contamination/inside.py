"""Which sources are inside a field, in which of its footprints and at which angles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.modes.band_limit import BandLimit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aptcheck.contamination.field_sources import FieldSources
    from aptcheck.geometry.angles import AngleSet
    from aptcheck.geometry.footprint import Field
    from aptcheck.geometry.sweep import Hits

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

    def lines(self, source: int, rank: NDArray[np.intp]) -> NDArray[np.intp]:
        """Return the intervals of a source in bands where it matters, by its rank in each."""
        rows = self.hits.lines(source)
        # bands without limits have no rank, and there may be no others
        rows = rows[self.band[rows] >= 0]
        matters: NDArray[np.intp] = rows[rank[source, self.band[rows]] > 0]
        return matters

    def angles(self, source: int, rank: NDArray[np.intp]) -> AngleSet:
        """Return the angles at which a source is inside where it matters."""
        return self.hits.angles_in(self.lines(source, rank))


def sources_inside(field: Field, seen: FieldSources, limits: Sequence[BandLimit]) -> SourcesInside:
    """Return what is inside a field, widened by its position error and one FWHM of the band."""
    import numpy as np

    met = seen.window.hits(
        field,
        seen.sources.position_error_arcsec,
        band_radius={limit.band: limit.fwhm_arcsec for limit in limits},
    )
    column = {limit.band: index for index, limit in enumerate(limits)}
    band = np.array([column.get(f.band, -1) for f in field.footprints], dtype=np.intp)
    return SourcesInside(hits=met, band=band[met.footprint])
