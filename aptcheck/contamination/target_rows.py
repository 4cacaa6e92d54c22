"""The proposal's own targets in the catalogues: they move as the proposal says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from aptcheck.model.epoch import position_at

if TYPE_CHECKING:
    from aptcheck.catalog.sources import Sources
    from aptcheck.schedule.target_path import TargetPath

__all__ = ["on_their_paths", "target_rows"]


def target_rows(sources: Sources, paths: Iterable[TargetPath]) -> dict[int, TargetPath]:
    """Return which sources are targets that move, by index.

    A source is the target where it stood when its survey looked: the nearest within 3 arcsec. A
    fast star is a bright one too, whose motion WISE measures badly; left where it was in 2010 it
    would be taken for another.
    """
    import numpy as np

    from aptcheck.catalog.merge import ASSOCIATION_ARCSEC
    from aptcheck.geometry.sweep import offsets

    rows: dict[int, TargetPath] = {}
    for path in paths:
        if not path.fastest:
            continue
        for epoch in np.unique(sources.epoch).tolist():
            place = position_at(path.target, epoch)
            if place is None:
                continue
            apart = np.hypot(*offsets(*place, sources.ra_deg, sources.dec_deg))
            apart[sources.epoch != epoch] = np.inf
            nearest = int(apart.argmin())
            if apart[nearest] <= ASSOCIATION_ARCSEC:
                rows[nearest] = path
    return rows


def on_their_paths(sources: Sources, rows: Mapping[int, TargetPath], mjd: float) -> Sources:
    """Return the sources, those that are a target where it stands at an MJD (UTC).

    Nothing of their motion is unseen then; the error of their listed position stays.
    """
    if not rows:
        return sources
    ra, dec = sources.ra_deg.copy(), sources.dec_deg.copy()
    unseen, error = sources.unseen_motion_arcsec.copy(), sources.position_error_arcsec.copy()
    for index, path in rows.items():
        ra[index], dec[index] = path.at(mjd)
        error[index] = max(error[index] ** 2 - unseen[index] ** 2, 0.0) ** 0.5
        unseen[index] = 0.0
    return replace(
        sources,
        ra_deg=ra,
        dec_deg=dec,
        position_error_arcsec=error,
        unseen_motion_arcsec=unseen,
    )
