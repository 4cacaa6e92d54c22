"""Where sources stand about a target in each part of the window, and what they meet over all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.schedule.target_path import year_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    from aptcheck.catalog.sources import Sources
    from aptcheck.geometry.footprint import Field, Footprint
    from aptcheck.geometry.sweep import Hits
    from aptcheck.schedule.legs import Leg
    from aptcheck.schedule.swept_field import SweptField
    from aptcheck.schedule.target_path import TargetPath

__all__ = ["SourceLeg", "nearest_arcsec", "source_legs", "window_hits"]


@dataclass(frozen=True, kw_only=True, eq=False, slots=True)
class SourceLeg:
    """The n sources in one part of the window, seen from the target as it stands there.

    Attributes
    ----------
    leg : Leg
    east_arcsec, north_arcsec : float array (3, n)
        Gnomonic offsets at its start, middle and end, arcsec.
    """

    leg: Leg
    east_arcsec: NDArray[np.float64]
    north_arcsec: NDArray[np.float64]

    def only(self, source: int) -> SourceLeg:
        """Return one of the sources."""
        one = slice(source, source + 1)
        east, north = self.east_arcsec[:, one], self.north_arcsec[:, one]
        return SourceLeg(leg=self.leg, east_arcsec=east, north_arcsec=north)

    @property
    def middle(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The offsets (n,) in its middle."""
        return self.east_arcsec[1], self.north_arcsec[1]

    @property
    def drift_arcsec(self) -> NDArray[np.float64]:
        """How far each source gets from there, (n,)."""
        import numpy as np

        with np.errstate(invalid="ignore"):  # a source on the other side of the sky
            east, north = (axis - axis[1] for axis in (self.east_arcsec, self.north_arcsec))
        return np.asarray(np.nan_to_num(np.hypot(east, north), posinf=0.0).max(axis=0))


def source_legs(
    swept: SweptField, sources: Sources, targets: Mapping[int, TargetPath]
) -> tuple[SourceLeg, ...]:
    """Return where the sources stand about the target over its window.

    ``sources`` are as the catalogues list them; those with a secure motion move, and those that are
    a target, by index, go its way.
    """
    import numpy as np

    from aptcheck.catalog.motion import secure
    from aptcheck.geometry.sweep import offsets
    from aptcheck.schedule.legs import legs

    sure = secure(sources)
    speeds = np.hypot(sources.pm_ra, sources.pm_dec)[sure] / 1000.0
    others = max((path.fastest for path in targets.values()), default=0.0)
    fastest = swept.path.fastest + max(others, float(speeds.max(initial=0.0)))
    found = []
    for leg in legs(swept, fastest):
        moments = leg.moments if fastest else leg.moments[:1]
        seen = [
            offsets(*swept.path.at(mjd), *_places(sources, sure, targets, mjd)) for mjd in moments
        ] * (3 // len(moments))
        east, north = (np.array(axis) for axis in zip(*seen, strict=True))
        found.append(SourceLeg(leg=leg, east_arcsec=east, north_arcsec=north))
    return tuple(found)


def _places(
    sources: Sources, sure: NDArray[np.bool_], targets: Mapping[int, TargetPath], mjd: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return (RA, Dec) of the sources at an MJD (UTC), degrees."""
    from aptcheck.catalog.motion import at_epoch

    ra, dec = sources.ra_deg.copy(), sources.dec_deg.copy()
    if sure.any():
        moving = at_epoch(sources.take(sure), year_of(mjd))
        ra[sure], dec[sure] = moving.ra_deg, moving.dec_deg
    for index, path in targets.items():
        ra[index], dec[index] = path.at(mjd)
    return ra, dec


def window_hits(
    field: Field,
    parts: Sequence[SourceLeg],
    radius: NDArray[np.float64],
    *,
    band_radius: Mapping[str, ArrayLike] | None = None,
) -> Hits:
    """Return what `sweep` does of each part of a window at its own angles, together.

    The radius of a source grows by the way it goes within a part.
    """
    from aptcheck.geometry.sweep import Hits, sweep

    return Hits.together(
        sweep(field, *part.middle, radius + part.drift_arcsec, band_radius=band_radius).within(
            part.leg.angles
        )
        for part in parts
    )


def nearest_arcsec(
    footprints: Sequence[Footprint], parts: Sequence[SourceLeg], source: int
) -> NDArray[np.float64]:
    """Return how near a source comes to each of N footprints in the window, (N,), arcsec.

    As `nearest_distances`, from where it stands in the middle of each part.
    """
    import numpy as np

    from aptcheck.geometry.nearest import nearest_distances

    found = []
    for part in parts:
        east, north = (float(axis[source]) for axis in part.middle)
        found.append(nearest_distances(footprints, east, north, part.leg.angles))
    return np.asarray(np.min(found, axis=0))
