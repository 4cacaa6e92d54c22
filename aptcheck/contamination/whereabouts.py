"""Where a source stands, and at which angles it was met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.contamination.threat import Place
from aptcheck.geometry.angles import AngleSet

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aptcheck.contamination.field_sources import FieldSources
    from aptcheck.geometry.sweep import Hits

__all__ = ["angles_of", "place_of"]


def place_of(seen: FieldSources, source: int) -> Place:
    """Return one source seen from the target, by its index."""
    from aptcheck.catalog.sources import remarks

    sources = seen.sources
    return Place(
        designation=str(sources.designation[source]),
        catalogue=str(sources.catalogue[source]),
        provider=str(sources.provider[source]),
        ra_deg=float(sources.ra_deg[source]),
        dec_deg=float(sources.dec_deg[source]),
        east_arcsec=float(seen.east_arcsec[source]),
        north_arcsec=float(seen.north_arcsec[source]),
        remarks=remarks(sources, source),
    )


def angles_of(met: Hits, rows: NDArray[np.intp]) -> AngleSet:
    """Return the angles of some lines of the hits."""
    return AngleSet.of(zip(met.lo[rows].tolist(), met.hi[rows].tolist(), strict=True))
