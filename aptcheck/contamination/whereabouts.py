"""Where a source stands, and at which angles it was met."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from aptcheck.contamination.swept import SweptField
from aptcheck.contamination.threat import Place
from aptcheck.sky.angles import AngleSet

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aptcheck.catalog.sources import Sources
    from aptcheck.sky.sweep import Hits

__all__ = ["angles_of", "place_of"]


def place_of(swept: SweptField, sources: Sources, source: int) -> Place:
    """Return one source seen from the target, by its index."""
    from aptcheck.catalog.sources import remarks
    from aptcheck.sky.tangent import project

    ra, dec = float(sources.ra_deg[source]), float(sources.dec_deg[source])
    east, north = project(swept.ra_deg, swept.dec_deg, ra, dec)
    return Place(
        designation=str(sources.designation[source]),
        catalogue=str(sources.catalogue[source]),
        provider=str(sources.provider[source]),
        ra_deg=ra,
        dec_deg=dec,
        offset_arcsec=math.hypot(east, north),
        position_angle_deg=math.degrees(math.atan2(east, north)) % 360.0,
        remarks=remarks(sources, source),
    )


def angles_of(met: Hits, rows: NDArray[np.intp]) -> AngleSet:
    """Return the angles of some lines of the hits."""
    return AngleSet.of(zip(met.lo[rows].tolist(), met.hi[rows].tolist(), strict=True))
