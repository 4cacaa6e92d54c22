"""The catalogue sources round one field, worked out once for all who ask where they are."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.wording import numbered

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aptcheck.catalog.sources import Sources
    from aptcheck.contamination.source_window import SourceWindow
    from aptcheck.geometry.tangent import Point

__all__ = ["FieldSources", "SourcePosition"]


@dataclass(frozen=True, kw_only=True, slots=True)
class SourcePosition:
    """A source and where it is.

    ``ra_deg`` and ``dec_deg`` are ICRS degrees at mid-window; ``east_arcsec`` and ``north_arcsec``
    lead to it from the center of the field: the target, about which the field turns. ``is_target``
    is whether it is that target; ``identity``, the first of its ``remarks``, of which science
    observations it is the target. ``error_arcsec`` is the 1 sigma error of its position. ``way`` is
    where it is, (east, north) in arcsec, from the start of the window to its end; empty where it
    hardly moves against the target. ``catalogue`` lists it, ``provider`` supplied the row.
    """

    designation: str
    catalogue: str
    provider: str
    ra_deg: float
    dec_deg: float
    east_arcsec: float
    north_arcsec: float
    error_arcsec: float
    is_target: bool
    identity: str = ""
    way: tuple[Point, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def offset_arcsec(self) -> float:
        """How far it is from the target, arcsec."""
        return math.hypot(self.east_arcsec, self.north_arcsec)

    @property
    def strays_arcsec(self) -> float:
        """How far it gets, within the window, from where it is in the middle, arcsec."""
        here = self.east_arcsec, self.north_arcsec
        return max((math.dist(here, there) for there in self.way), default=0.0)

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
        Where they are in the middle of the window, as uncertain as they are by then.
    east_arcsec, north_arcsec : float array (n,)
        Gnomonic offsets from the target, arcsec.
    flux_ujy : float array (n, m)
        Predicted in each of the m bands of the judgement's ``limits``, microjansky; NaN where
        nothing was detected.
    window : SourceWindow
        Where they are over the window.
    own : frozenset of int
        The sources that are the target itself, about which the field turns.
    targets : mapping of int to frozenset of int
        Those that are the targets of the field's science observations, by number.
    """

    sources: Sources
    east_arcsec: NDArray[np.float64]
    north_arcsec: NDArray[np.float64]
    flux_ujy: NDArray[np.float64]
    window: SourceWindow
    own: frozenset[int]
    targets: Mapping[int, frozenset[int]]

    def position_of(self, source: int) -> SourcePosition:
        """Return where one source is, by its index."""
        from aptcheck.catalog.sources import remarks

        sources, way, identity = self.sources, self.window.way_of(source), self._identity(source)
        return SourcePosition(
            designation=str(sources.designation[source]),
            catalogue=str(sources.catalogue[source]),
            provider=str(sources.provider[source]),
            ra_deg=float(sources.ra_deg[source]),
            dec_deg=float(sources.dec_deg[source]),
            east_arcsec=float(self.east_arcsec[source]),
            north_arcsec=float(self.north_arcsec[source]),
            error_arcsec=float(sources.position_error_arcsec[source]),
            is_target=source in self.own,
            identity=identity,
            way=way,
            remarks=(*filter(None, [identity]), *_motion(way), *remarks(sources, source)),
        )

    def _identity(self, source: int) -> str:
        """Say so where a source is the target of science observations."""
        numbers = [number for number, rows in self.targets.items() if source in rows]
        return f"the target of science {numbered('observation', numbers)}" if numbers else ""


def _motion(way: tuple[Point, ...]) -> Iterator[str]:
    """Say so where a source and the target move against each other within the window."""
    if way:
        apart = max(math.dist(way[0], there) for there in way)
        yield f"it and the target move {apart:.1f} arcsec against each other in the window"
