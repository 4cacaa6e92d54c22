"""Which sources stand in a field at the angles it may take."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from aptcheck.contamination.swept import SweptField
    from aptcheck.geometry.angles import AngleSet
    from aptcheck.geometry.sweep import Hits

__all__ = ["hits"]


def hits(
    swept: SweptField,
    east: ArrayLike,
    north: ArrayLike,
    radius: ArrayLike = 0.0,
    band_radius: Mapping[str, float] | None = None,
    *,
    exact: bool = False,
) -> Hits:
    """Return the allowed V3PA at which sources lie in a field.

    Parameters
    ----------
    swept : SweptField
    east, north : array (S,)
        Gnomonic offsets from the field's target, arcsec, at the date of the target's position.
    radius : float or array (S,)
        How far each reaches or how uncertain it is, arcsec.
    band_radius, exact
        As for `aptcheck.geometry.sweep.sweep`.

    Returns
    -------
    Hits
        Intervals within the allowed angles; none where no angle is allowed.
    """
    from aptcheck.geometry.sweep import sweep

    found = sweep(swept.field, east, north, radius, band_radius=band_radius, exact=exact)
    return found if swept.allowed.is_full else _within(found, swept.allowed)


def _within(found: Hits, allowed: AngleSet) -> Hits:
    """Cut the intervals, which may run past 360, to a set of angles."""
    import numpy as np

    from aptcheck.geometry.sweep import Hits

    # the ends of the set are kept as they are: a single angle must not be lost to rounding
    cut = [
        (np.maximum(found.lo - turn, low), np.minimum(found.hi - turn, high))
        for low, high in allowed.intervals
        for turn in (0.0, 360.0)
    ]
    if not cut:
        return Hits(found.source[:0], found.footprint[:0], found.lo[:0], found.hi[:0])
    lo, hi = (np.array(column) for column in zip(*cut, strict=True))
    piece, row = np.nonzero(lo <= hi)
    order = np.argsort(found.source[row], kind="stable")
    piece, row = piece[order], row[order]
    return Hits(found.source[row], found.footprint[row], lo[piece, row], hi[piece, row])
