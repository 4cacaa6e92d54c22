"""The proposal's own targets in the catalogues: they move as the proposal says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aptcheck.geometry.great_circle import great_circle_arcsec
from aptcheck.model.epoch import position_at

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aptcheck.catalog.sources import Sources
    from aptcheck.schedule.target_path import TargetPath

__all__ = ["ListedTargets", "listed_targets"]


@dataclass(frozen=True, eq=False, slots=True)
class ListedTargets:
    """Catalogue sources, and which of them are targets that move.

    Attributes
    ----------
    sources : Sources
        As listed, each target once.
    paths : mapping of int to TargetPath
        The way of each source that is such a target, by index.
    """

    sources: Sources
    paths: Mapping[int, TargetPath]

    @property
    def speed(self) -> NDArray[np.float64]:
        """How fast each source goes, (n,), arcsec per year; 0 where no motion of it is secure."""
        import numpy as np

        from aptcheck.catalog.motion import secure

        own = np.hypot(self.sources.pm_ra, self.sources.pm_dec) / 1000.0
        speed = np.where(secure(self.sources), own, 0.0)
        for index, path in self.paths.items():
            speed[index] = path.fastest
        return np.asarray(speed)

    def at(self, mjd: float) -> Sources:
        """Return the sources where they are at an MJD (UTC).

        Nothing of a target's motion is unseen: the error of its listed position stays.
        """
        from aptcheck.catalog.motion import at_epoch
        from aptcheck.schedule.target_path import year_of

        there = at_epoch(self.sources, year_of(mjd))
        ra, dec = there.ra_deg.copy(), there.dec_deg.copy()
        error, unseen = there.position_error_arcsec.copy(), there.unseen_motion_arcsec.copy()
        for index, path in self.paths.items():
            ra[index], dec[index] = path.at(mjd)
            error[index] = self.sources.position_error_arcsec[index]
            unseen[index] = 0.0
        return replace(
            there,
            ra_deg=ra,
            dec_deg=dec,
            position_error_arcsec=error,
            unseen_motion_arcsec=unseen,
        )

    def those_at(
        self, path: TargetPath, east: NDArray[np.float64], north: NDArray[np.float64]
    ) -> frozenset[int]:
        """Return the sources that a target is, by index: those within 3 arcsec of it.

        Of a target that moves only one that goes its way. ``east`` and ``north`` (n,) are offsets
        of the sources from the target, arcsec.
        """
        import numpy as np

        from aptcheck.catalog.merge import ASSOCIATION_ARCSEC

        near = np.flatnonzero(np.hypot(east, north) <= ASSOCIATION_ARCSEC).tolist()
        return frozenset(one for one in near if not path.fastest or one in self.paths)


def listed_targets(sources: Sources, paths: Iterable[TargetPath]) -> ListedTargets:
    """Return sources of which those that are a moving target go its way.

    A source is the target where it was when its survey looked: the nearest within 3 arcsec, if
    what the other survey saw of it does not contradict. A fast star is also a bright one, whose
    motion WISE measures badly; left where it was in 2010 it would be taken for another. Its 2MASS
    and AllWISE rows, not yet known for one source, become one.
    """
    import numpy as np

    found: dict[int, TargetPath] = {}
    again: list[int] = []
    for path in paths:
        if not path.fastest:
            continue
        rows = [*_rows(sources, path)]
        found.update(dict.fromkeys(rows[-1:], path))
        if rows and not np.isfinite(sources.offset_arcsec[rows[-1]]):  # else it has its 2MASS row
            again += rows[:-1]
    keep = np.ones(len(sources), dtype=bool)
    keep[again] = False
    place = np.cumsum(keep) - 1
    kept = {int(place[row]): path for row, path in found.items() if keep[row]}
    return ListedTargets(sources.take(keep), kept)


def _rows(sources: Sources, path: TargetPath) -> Iterator[int]:
    """Yield the rows that are one target, at most one of each survey, AllWISE's last."""
    import numpy as np

    from aptcheck.catalog.detections import TWO_MASS_EPOCH, TWO_MASS_YEARS
    from aptcheck.catalog.merge import ASSOCIATION_ARCSEC
    from aptcheck.catalog.motion import beside_way
    from aptcheck.geometry.sweep import offsets

    for epoch in np.unique(sources.epoch).tolist():
        place = position_at(path.target, epoch)
        if place is None:
            continue
        east, north = offsets(*place, sources.ra_deg, sources.dec_deg)
        unsure = TWO_MASS_YEARS if epoch == TWO_MASS_EPOCH else 0.0
        apart = beside_way(east, north, *path.proper, unsure)
        apart[(sources.epoch != epoch) | ~_may_have_gone(sources, path)] = np.inf
        nearest = int(apart.argmin())
        if apart[nearest] <= ASSOCIATION_ARCSEC:
            yield nearest


def _may_have_gone(sources: Sources, path: TargetPath) -> NDArray[np.bool_]:
    """Return which sources may have gone the way of a target between the two surveys.

    With both positions the distance between them decides. AllWISE copies J, H and Ks of what 2MASS
    saw within 3 arcsec: such a source is taken not to have gone far.
    """
    import numpy as np

    from aptcheck.catalog.detections import ALLWISE_EPOCH, TWO_MASS_EPOCH, TWO_MASS_YEARS
    from aptcheck.catalog.merge import ASSOCIATION_ARCSEC

    then, now = (position_at(path.target, year) for year in (TWO_MASS_EPOCH, ALLWISE_EPOCH))
    if then is None or now is None:
        return np.zeros(len(sources), dtype=bool)
    way, offset = great_circle_arcsec(then, now), sources.offset_arcsec
    both, unsure = np.isfinite(offset), ASSOCIATION_ARCSEC + TWO_MASS_YEARS * path.fastest
    agrees = np.abs(np.where(both, offset, way) - way) <= unsure
    copied = ~both & ~sources.seen_once & (way > ASSOCIATION_ARCSEC + unsure)
    return np.asarray(agrees & ~copied)
