"""Where sources are about a target over its window, and what of a field they meet in it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    from aptcheck.contamination.target_rows import ListedTargets
    from aptcheck.geometry.angles import AngleSet
    from aptcheck.geometry.footprint import Field, Footprint
    from aptcheck.geometry.sweep import Hits
    from aptcheck.geometry.tangent import Point
    from aptcheck.schedule.legs import Leg
    from aptcheck.schedule.swept_field import SweptField
    from aptcheck.schedule.target_path import TargetPath

#: Returns (RA, Dec) of some sources, degrees, at an MJD (UTC).
_Places = Callable[[float], "tuple[NDArray[np.float64], NDArray[np.float64]]"]

__all__ = ["SourceWindow", "Stop", "source_window", "target_window"]

#: A source farther than this from the ring that a field sweeps, at all dates, does not decide into
#: how many parts the window is taken: how far it goes in each is added to its radius.
_NEAR_ARCSEC = 15.0
#: A way shorter than this is neither mentioned nor drawn: the smallest full width at half maximum.
_WORTH_SHOWING_ARCSEC = 0.3


@dataclass(frozen=True, kw_only=True, slots=True)
class Stop:
    """Where a source is in the middle of a part of the window, seen from the target, arcsec.

    ``drift_arcsec`` is how far it gets from there within the part, ``angles`` are the V3PA allowed
    in it.
    """

    east_arcsec: float
    north_arcsec: float
    drift_arcsec: float
    angles: AngleSet


@dataclass(frozen=True, kw_only=True, eq=False)
class _Part:
    """Some sources in one part of the window, seen from the target where it is then.

    ``sources`` (m,) are their indices, ``east`` and ``north`` (3, m) their gnomonic offsets at the
    start, the middle and the end, arcsec.
    """

    leg: Leg
    sources: NDArray[np.intp]
    east: NDArray[np.float64]
    north: NDArray[np.float64]

    @cached_property
    def drift(self) -> NDArray[np.float64]:
        """How far each source gets from where it is in the middle, (m,), arcsec."""
        import numpy as np

        with np.errstate(invalid="ignore"):  # a source on the other side of the sky
            east, north = (axis - axis[1] for axis in (self.east, self.north))
        return np.asarray(np.nan_to_num(np.hypot(east, north), posinf=0.0).max(axis=0))


@dataclass(frozen=True, eq=False, slots=True)
class SourceWindow:
    """Sources over the window of a field; those that do not move about its target in one part."""

    _parts: tuple[_Part, ...]

    def hits(
        self,
        field: Field,
        radius: NDArray[np.float64],
        *,
        band_radius: Mapping[str, ArrayLike] | None = None,
    ) -> Hits:
        """Return what `sweep` does of each part of the window at its own angles, together.

        Radii are those of all sources; each grows by the way that its source goes within a part.
        """
        import numpy as np

        from aptcheck.geometry.sweep import Hits, sweep

        found = []
        for part in self._parts:
            which = part.sources
            own = {
                band: np.broadcast_to(spread, radius.shape)[which]
                for band, spread in (band_radius or {}).items()
            }
            grown = radius[which] + part.drift
            met = sweep(field, part.east[1], part.north[1], grown, band_radius=own)
            met = met.within(part.leg.angles)
            found.append(Hits(which[met.source], met.footprint, met.lo, met.hi))
        return Hits.together(found)

    def nearest_arcsec(self, footprints: Sequence[Footprint], source: int) -> NDArray[np.float64]:
        """Return how near a source comes to each of N footprints, (N,), arcsec.

        As `nearest_distances`, from where it is in the middle of each part.
        """
        import numpy as np

        from aptcheck.geometry.nearest import nearest_distances

        found = [
            nearest_distances(
                footprints, float(part.east[1, at]), float(part.north[1, at]), part.leg.angles
            )
            for part, at in self._of(source)
        ]
        return np.asarray(np.min(found, axis=0))

    def drift_arcsec(self, source: int) -> float:
        """Return how far a source gets, within a part, from where it is in the middle."""
        return max(float(part.drift[at]) for part, at in self._of(source))

    def way_of(self, source: int) -> tuple[Point, ...]:
        """Return where a source is from the start of the window to its end.

        Offsets (east, north), arcsec; none for one that hardly moves against the target.
        """
        parts = [*self._of(source)]
        ends = [(part, at, 0) for part, at in parts] + [(*parts[-1], 2)]
        way = tuple((float(p.east[end, at]), float(p.north[end, at])) for p, at, end in ends)
        goes = max(math.dist(way[0], there) for there in way)
        return way if goes >= _WORTH_SHOWING_ARCSEC else ()

    def stops_of(self, source: int) -> tuple[Stop, ...]:
        """Return where a source is in each part: what `hits` compares with a field."""
        return tuple(
            Stop(
                east_arcsec=float(part.east[1, at]),
                north_arcsec=float(part.north[1, at]),
                drift_arcsec=float(part.drift[at]),
                angles=part.leg.angles,
            )
            for part, at in self._of(source)
        )

    def only(self, source: int) -> SourceWindow:
        """Return one of the sources, as number 0."""
        import numpy as np

        return SourceWindow(
            tuple(
                _Part(
                    leg=part.leg,
                    sources=np.zeros(1, dtype=np.intp),
                    east=part.east[:, at : at + 1],
                    north=part.north[:, at : at + 1],
                )
                for part, at in self._of(source)
            )
        )

    def _of(self, source: int) -> Iterator[tuple[_Part, int]]:
        """Yield the parts that hold a source, and its place in each."""
        for part in self._parts:
            at = int(part.sources.searchsorted(source))
            if at < len(part.sources) and part.sources[at] == source:
                yield part, at


def source_window(
    swept: SweptField, listed: ListedTargets, away_arcsec: NDArray[np.float64]
) -> SourceWindow:
    """Return where sources are about the target of a field over its window.

    Those with a secure motion move, and those that are a target go its way. About a target that
    does not move, the others do not either. ``away_arcsec`` (n,) is how far off each is at
    mid-window.
    """
    import numpy as np

    from aptcheck.geometry.sweep import offsets
    from aptcheck.schedule.legs import legs

    sources, speed = listed.sources, listed.speed
    moving = speed > 0.0
    ra, dec = sources.ra_deg, sources.dec_deg
    goes = speed * swept.window.half_years
    near = moving & (away_arcsec <= swept.field.reach.farthest + _NEAR_ARCSEC + goes)
    fastest = swept.path.fastest + float(speed[near].max(initial=0.0))
    followed = moving | (swept.path.fastest > 0.0)

    def places(mjd: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        there = listed.at(mjd)
        return there.ra_deg[followed], there.dec_deg[followed]

    parts: list[_Part] = []
    if not followed.all() or not len(sources):
        (leg,) = legs(swept, 0.0)
        still = offsets(swept.ra_deg, swept.dec_deg, ra[~followed], dec[~followed])
        east, north = (np.array([axis] * 3) for axis in still)
        parts.append(_Part(leg=leg, sources=np.flatnonzero(~followed), east=east, north=north))
    if followed.any():
        parts += _parts(swept, legs(swept, fastest), followed, places)
    return SourceWindow(tuple(parts))


def target_window(swept: SweptField, path: TargetPath, window: Iterable[Leg]) -> SourceWindow:
    """Return where another target is about that of a field over its window, as number 0."""
    import numpy as np

    def place(mjd: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        ra, dec = path.at(mjd)
        return np.array([ra]), np.array([dec])

    return SourceWindow(tuple(_parts(swept, window, np.ones(1, dtype=bool), place)))


def _parts(
    swept: SweptField, window: Iterable[Leg], which: NDArray[np.bool_], places: _Places
) -> Iterator[_Part]:
    """Yield some sources in each part of the window, by where they are at an MJD."""
    import numpy as np

    from aptcheck.geometry.sweep import offsets

    @cache  # one part ends where the next one starts
    def seen(mjd: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        return offsets(*swept.path.at(mjd), *places(mjd))

    for leg in window:
        east, north = (np.array(axis) for axis in zip(*map(seen, leg.moments), strict=True))
        yield _Part(leg=leg, sources=np.flatnonzero(which), east=east, north=north)
