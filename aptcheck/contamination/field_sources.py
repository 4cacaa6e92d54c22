"""The catalogue sources round one field, worked out once for all who ask where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aptcheck.catalog.sources import Sources

__all__ = ["FieldSources"]


@dataclass(frozen=True, kw_only=True, eq=False, slots=True)
class FieldSources:
    """All n sources of the cone round a field, seen from the target about which it turns.

    Attributes
    ----------
    sources : Sources
        Where they stand in the middle of the window, as uncertain as they are by then.
    east_arcsec, north_arcsec : float array (n,)
        Gnomonic offsets from the target, arcsec.
    flux_ujy : float array (n, m)
        Predicted in each of the m bands of the judgement's ``limits``, microjansky; NaN where
        nothing was detected.
    """

    sources: Sources
    east_arcsec: NDArray[np.float64]
    north_arcsec: NDArray[np.float64]
    flux_ujy: NDArray[np.float64]
