"""The catalogue sources round one field, worked out once for all who ask where they stand."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.wording import numbered

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aptcheck.catalog.sources import Sources

__all__ = ["FieldSources", "SourcePosition"]

#: AllWISE takes a 2MASS source within so many arcsec for the same (Explanatory Supplement, II.1.a);
#: so is a target and a source here.
_SAME_ARCSEC = 3.0


@dataclass(frozen=True, kw_only=True, slots=True)
class SourcePosition:
    """A source and where it stands.

    ``ra_deg`` and ``dec_deg`` are ICRS degrees at mid-window; ``east_arcsec`` and ``north_arcsec``
    lead to it from the field's centre: the target, about which the field turns. ``error_arcsec`` is
    the 1 sigma error of its position. ``catalogue`` says where it is listed, ``provider`` who told.
    """

    designation: str
    catalogue: str
    provider: str
    ra_deg: float
    dec_deg: float
    east_arcsec: float
    north_arcsec: float
    error_arcsec: float
    remarks: tuple[str, ...] = ()

    @property
    def offset_arcsec(self) -> float:
        """How far it stands from the target, arcsec."""
        return math.hypot(self.east_arcsec, self.north_arcsec)

    @property
    def is_target(self) -> bool:
        """Whether it is the target itself, about which the field turns."""
        return self.offset_arcsec <= _SAME_ARCSEC

    @property
    def position_angle_deg(self) -> float:
        """In which direction from the target, degrees east of north."""
        return math.degrees(math.atan2(self.east_arcsec, self.north_arcsec)) % 360.0


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
    targets : tuple of (number, east, north)
        Where the targets of the field's science observations stand, arcsec.
    """

    sources: Sources
    east_arcsec: NDArray[np.float64]
    north_arcsec: NDArray[np.float64]
    flux_ujy: NDArray[np.float64]
    targets: tuple[tuple[int, float, float], ...] = ()

    def position_of(self, source: int) -> SourcePosition:
        """Return where one source stands, by its index."""
        from aptcheck.catalog.sources import remarks

        sources = self.sources
        return SourcePosition(
            designation=str(sources.designation[source]),
            catalogue=str(sources.catalogue[source]),
            provider=str(sources.provider[source]),
            ra_deg=float(sources.ra_deg[source]),
            dec_deg=float(sources.dec_deg[source]),
            east_arcsec=float(self.east_arcsec[source]),
            north_arcsec=float(self.north_arcsec[source]),
            error_arcsec=float(sources.position_error_arcsec[source]),
            remarks=(*self._identity(source), *remarks(sources, source)),
        )

    def _identity(self, source: int) -> Iterator[str]:
        """Say so where a source is the target of science observations."""
        x, y = float(self.east_arcsec[source]), float(self.north_arcsec[source])
        numbers = [
            number
            for number, east, north in self.targets
            if math.hypot(x - east, y - north) <= _SAME_ARCSEC
        ]
        if numbers:
            yield f"the target of science {numbered('observation', numbers)}"
