"""At which V3 position angles each source lies in each footprint: exact intervals, no sampling."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from aptcheck.geometry.angles import AngleSet
from aptcheck.geometry.arcs import (
    FloatArray,
    IntArray,
    angles_inside,
    disc_arcs,
    facing_of,
    half_planes,
)

if TYPE_CHECKING:
    from aptcheck.geometry.footprint import Field

__all__ = ["Hits", "offsets", "sweep"]


@dataclass(frozen=True, eq=False, slots=True)
class Hits:
    """Which source is in which footprint over which angles, one line per interval, by source.

    Attributes
    ----------
    source, footprint : int array (M,)
        Indices into the arrays given to `sweep` and into `Field.footprints`.
    lo, hi : array (M,)
        V3PA in degrees, 0 <= lo < 360, lo <= hi <= lo + 360. A source that never leaves the
        footprint has 0 and 360. The intervals of one source may overlap.
    """

    source: IntArray
    footprint: IntArray
    lo: FloatArray
    hi: FloatArray

    def __len__(self) -> int:
        return len(self.source)

    @property
    def sources(self) -> IntArray:
        """The sources that are in the field at some angle, sorted."""
        return np.unique(self.source)

    def angles(self, source: int) -> AngleSet:
        """Return the angles at which a source is in any footprint."""
        return self._angles(*np.searchsorted(self.source, [source, source + 1]))

    def footprints(self, source: int) -> tuple[int, ...]:
        """Return the footprints that a source enters at some angle, sorted."""
        first, last = np.searchsorted(self.source, [source, source + 1])
        return tuple(int(index) for index in np.unique(self.footprint[first:last]))

    def all_angles(self) -> AngleSet:
        """Return the angles at which any source is in the field."""
        return self._angles(0, len(self))

    def angles_in(self, lines: IntArray) -> AngleSet:
        """Return the angles of some lines."""
        return AngleSet.of(zip(self.lo[lines].tolist(), self.hi[lines].tolist(), strict=True))

    def within(self, allowed: AngleSet) -> Hits:
        """Return the hits at some angles only: none where no angle is allowed."""
        if allowed.is_full:
            return self
        # the ends of the set are kept as they are: a single angle must not be lost to rounding
        cut = [
            (np.maximum(self.lo - turn, low), np.minimum(self.hi - turn, high))
            for low, high in allowed.intervals
            for turn in (0.0, 360.0)
        ]
        if not cut:
            return Hits(self.source[:0], self.footprint[:0], self.lo[:0], self.hi[:0])
        lo, hi = (np.array(column) for column in zip(*cut, strict=True))
        piece, row = np.nonzero(lo <= hi)
        order = np.argsort(self.source[row], kind="stable")
        piece, row = piece[order], row[order]
        return Hits(self.source[row], self.footprint[row], lo[piece, row], hi[piece, row])

    def _angles(self, first: int, last: int) -> AngleSet:
        ends = zip(self.lo[first:last].tolist(), self.hi[first:last].tolist(), strict=True)
        return AngleSet.of(ends)


def offsets(
    ra0: float, dec0: float, ra: ArrayLike, dec: ArrayLike
) -> tuple[FloatArray, FloatArray]:
    """Return gnomonic offsets (east, north) of positions from (ra0, dec0), arcsec.

    Positions are in degrees; those 90 degrees away or more have infinite offsets.
    """
    a = np.radians(np.asarray(ra, dtype=float) - ra0)
    d, d0 = np.radians(np.asarray(dec, dtype=float)), np.radians(dec0)
    versine = 2.0 * np.sin(a / 2.0) ** 2
    along = np.cos(d - d0) - np.cos(d) * np.cos(d0) * versine
    scale = np.degrees(3600.0) / np.where(along > 1e-12, along, np.nan)
    east = scale * np.cos(d) * np.sin(a)
    north = scale * (np.sin(d - d0) + np.cos(d) * np.sin(d0) * versine)
    behind = ~(along > 1e-12) & np.isfinite(along)
    return np.where(behind, np.inf, east), np.where(behind, np.inf, north)


def sweep(
    field: Field,
    east: ArrayLike,
    north: ArrayLike,
    radius: ArrayLike = 0.0,
    *,
    band_radius: Mapping[str, float] | None = None,
    exact: bool = False,
) -> Hits:
    """Return the V3PA intervals at which sources lie in the footprints of a field.

    Parameters
    ----------
    field : Field
    east, north : array (S,)
        Gnomonic offsets of the sources from the target, arcsec (`offsets`); infinite for a source
        on the other side of the sky.
    radius : float or array (S,)
        How far a source reaches or how uncertain it is, arcsec.
    band_radius : mapping, optional
        A further radius by band, arcsec: how far a star spreads in it.
    exact : bool
        False moves each side of a footprint out by the radii and the footprint's pad: never too
        few angles, and at right corners of radius R up to 0.41 R too far out. True lets a disc of
        that radius touch the footprint, corners included.

    Raises
    ------
    ValueError
        If a position is not a number, or a radius is negative or not a number.
    """
    x, y = (
        np.atleast_1d(np.asarray(east, dtype=float)),
        np.atleast_1d(np.asarray(north, dtype=float)),
    )
    reach = np.broadcast_to(np.asarray(radius, dtype=float), x.shape)
    if np.isnan(x).any() or np.isnan(y).any():
        raise ValueError("The position of a source to sweep over is not a number.")
    if not (reach >= 0).all():
        raise ValueError("The radius of a source to sweep over is negative or not a number.")
    corners = np.array([footprint.corners for footprint in field.footprints])
    spread = band_radius or {}
    pads = np.array([spread.get(f.band, 0.0) + f.pad for f in field.footprints])
    normals, limits = half_planes(corners)
    rho = np.hypot(x, y)
    stretch = 1.0 if exact else _miter(normals)
    source, footprint = _candidates(rho, reach, corners, limits, pads, stretch)
    pad = reach[source] + pads[footprint]
    if exact:
        rows, lo, hi = disc_arcs(rho[source], pad, corners[footprint])
    else:
        facing = facing_of(normals)
        rows, lo, hi = angles_inside(
            rho[source], facing[footprint], limits[footprint] + pad[:, None]
        )
    return _turned(source[rows], footprint[rows], np.degrees(np.arctan2(x, y)), lo, hi)


def _turned(
    source: IntArray, footprint: IntArray, psi: FloatArray, lo: FloatArray, hi: FloatArray
) -> Hits:
    """Return hits from arcs in the field's own frame: there a source stands at psi - V3PA."""
    width = hi - lo
    whole = width >= 360.0
    first = np.where(whole, 0.0, np.mod(psi[source] - hi, 360.0))
    first[first == 360.0] = 0.0  # the modulus of a negative angle near zero rounds up
    order = np.argsort(source, kind="stable")
    last = np.where(whole, 360.0, first + width)
    return Hits(source[order], footprint[order], first[order], last[order])


def _candidates(
    rho: FloatArray,
    radius: FloatArray,
    corners: FloatArray,
    limits: FloatArray,
    pads: FloatArray,
    stretch: float,
) -> tuple[IntArray, IntArray]:
    """Return the pairs (source, footprint) whose rings about the pivot meet."""
    margin = stretch * ((radius.max() if radius.size else 0.0) + pads)
    outer = np.hypot(corners[..., 0], corners[..., 1]).max(axis=1) + margin
    inner = np.where((limits < 0).any(axis=1), _nearest(corners), 0.0) - margin
    order = np.argsort(rho)
    ranked = rho[order]
    first = np.searchsorted(ranked, inner, side="left")
    count = np.searchsorted(ranked, outer, side="right") - first
    footprint = np.repeat(np.arange(len(outer)), count)
    within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    return order[np.repeat(first, count) + within], footprint


def _nearest(corners: FloatArray) -> FloatArray:
    """Return the distance (N,) of the pivot from the outlines of polygons (N, K, 2)."""
    sides = np.roll(corners, -1, axis=1) - corners
    square = np.sum(sides**2, axis=-1)
    along = -np.sum(corners * sides, axis=-1) / np.where(square > 0, square, 1.0)
    closest = corners + np.clip(along, 0.0, 1.0)[..., None] * sides
    return np.asarray(np.hypot(closest[..., 0], closest[..., 1]).min(axis=1))


def _miter(normals: FloatArray) -> float:
    """Return how much farther than its sides a corner moves when the sides move out by 1."""
    following = np.roll(normals, -1, axis=1)
    cosine = np.clip(np.sum(normals * following, axis=-1), -0.999, 1.0)
    return float(np.sqrt(2.0 / (1.0 + cosine)).max())
