"""The V3 position angles at which each source is in each footprint: exact, without sampling."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from aptcheck.geometry.angles import AngleSet
from aptcheck.geometry.arcs import FloatArray, IntArray, joined
from aptcheck.geometry.disc_arcs import Outlines, disc_arcs

if TYPE_CHECKING:
    from aptcheck.geometry.footprint import Field

__all__ = ["Hits", "offsets", "sweep"]

#: About how many pairs of source and footprint are computed at a time.
_PAIRS = 32_768


@dataclass(frozen=True, eq=False, slots=True)
class Hits:
    """Which source is in which footprint at which angles, one line per interval, by source.

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

    @classmethod
    def together(cls, parts: Iterable[Hits]) -> Hits:
        """Return the hits of several sweeps of one field over the same sources."""
        found = [*parts]
        if len(found) == 1:
            return found[0]
        columns = [(part.source, part.footprint, part.lo, part.hi) for part in found]
        source, footprint, lo, hi = (np.concatenate(c) for c in zip(*columns, strict=True))
        order = np.argsort(source, kind="stable")
        return cls(source[order], footprint[order], lo[order], hi[order])

    def __len__(self) -> int:
        return len(self.source)

    @property
    def sources(self) -> IntArray:
        """The sources that are in the field at some angle, sorted."""
        return np.unique(self.source)

    def lines(self, source: int) -> IntArray:
        """Return the indices of the lines of a source."""
        first, last = np.searchsorted(self.source, [source, source + 1])
        return np.arange(first, last)

    def angles(self, source: int) -> AngleSet:
        """Return the angles at which a source is in any footprint."""
        return self.angles_in(self.lines(source))

    def footprints(self, source: int) -> tuple[int, ...]:
        """Return the footprints that a source enters at some angle, sorted."""
        return tuple(int(index) for index in np.unique(self.footprint[self.lines(source)]))

    def all_angles(self) -> AngleSet:
        """Return the angles at which any source is in the field."""
        return self.angles_in(np.arange(len(self)))

    def angles_in(self, lines: IntArray) -> AngleSet:
        """Return the angles of some lines.

        Where the arcs of one footprint meet, at a side and at a corner, they share an end except
        for rounding: the gap is closed, so that a source in the field at every angle has no gaps.
        """
        lo, hi = joined(self.lo[lines], self.hi[lines])
        return AngleSet.of(zip(lo.tolist(), hi.tolist(), strict=True)).without_cracks

    def within(self, allowed: AngleSet) -> Hits:
        """Return the hits at some angles only: none where no angle is allowed."""
        if allowed.is_full:
            return self
        # the ends of the set are kept unchanged, so that rounding does not lose a single angle
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


def offsets(
    ra0: ArrayLike, dec0: ArrayLike, ra: ArrayLike, dec: ArrayLike
) -> tuple[FloatArray, FloatArray]:
    """Return gnomonic offsets (east, north) of positions from (ra0, dec0), arcsec.

    Positions are in degrees, one (ra0, dec0) for all or one for each; those 90 degrees away or more
    have infinite offsets.
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
    band_radius: Mapping[str, ArrayLike] | None = None,
) -> Hits:
    """Return the V3PA intervals at which sources lie in the footprints of a field.

    A source is in a footprint where a disc around it, with the sum of its radii and the footprint's
    pad as radius, touches the footprint; this is exact even at the corners.

    Parameters
    ----------
    field : Field
    east, north : array (S,)
        Gnomonic offsets of the sources from the target, arcsec (`offsets`); infinite for a source
        on the other side of the sky.
    radius : float or array (S,)
        The size or position uncertainty of a source, arcsec.
    band_radius : mapping of float or array (S,), optional
        An additional radius by band, arcsec: how far the source's light spreads in it. Where it is
        NaN, the source is not looked for in that band.

    Raises
    ------
    ValueError
        If a position is not a number, or a radius is negative.
    """
    x, y = (
        np.atleast_1d(np.asarray(east, dtype=float)),
        np.atleast_1d(np.asarray(north, dtype=float)),
    )
    own = np.broadcast_to(np.asarray(radius, dtype=float), x.shape)
    if np.isnan(x).any() or np.isnan(y).any():
        raise ValueError("The position of a source to sweep over is not a number.")
    reach = _by_band(field, own, band_radius or {})
    if not (own >= 0).all() or any((spread < own).any() for spread in reach.values()):
        raise ValueError("The radius of a source to sweep over is negative or not a number.")
    rho = np.hypot(x, y)
    outlines = Outlines.of(np.array([one.corners for one in field.footprints]))
    found = [_none()]
    for source, footprint, pad in _candidates(field, outlines, rho, reach):
        rows, lo, hi = disc_arcs(rho[source], pad, outlines, footprint)
        found.append((source[rows], footprint[rows], lo, hi))
    columns = (np.concatenate(column) for column in zip(*found, strict=True))
    return _turned(np.degrees(np.arctan2(x, y)), *columns)


def _none() -> tuple[IntArray, IntArray, FloatArray, FloatArray]:
    nothing = np.zeros(0, dtype=np.intp)
    return nothing, nothing, np.zeros(0), np.zeros(0)


def _by_band(
    field: Field, radius: FloatArray, band_radius: Mapping[str, ArrayLike]
) -> dict[str, FloatArray]:
    """Return the radii (S,) of the sources in each band of a field."""
    spread = {band: np.asarray(band_radius.get(band, 0.0), dtype=float) for band in field.bands}
    return {band: np.asarray(radius + more) for band, more in spread.items()}


def _turned(
    psi: FloatArray, source: IntArray, footprint: IntArray, lo: FloatArray, hi: FloatArray
) -> Hits:
    """Return hits from arcs in the field's own frame, in which a source is at psi - V3PA."""
    width = hi - lo
    whole = width >= 360.0
    first = np.where(whole, 0.0, np.mod(psi[source] - hi, 360.0))
    first[first == 360.0] = 0.0  # the modulus of a negative angle near zero rounds up
    order = np.argsort(source, kind="stable")
    last = np.where(whole, 360.0, first + width)
    return Hits(source[order], footprint[order], first[order], last[order])


def _candidates(
    field: Field, outlines: Outlines, rho: FloatArray, reach: Mapping[str, FloatArray]
) -> Iterator[tuple[IntArray, IntArray, FloatArray]]:
    """Yield the pairs (source, footprint) whose rings about the pivot meet, and their radii.

    In parts, so that each part fits in the processor's cache.
    """
    pads = np.array([footprint.pad for footprint in field.footprints])
    inner, outer = outlines.rings()
    order = np.argsort(rho)
    waiting: list[tuple[IntArray, IntArray, FloatArray]] = []
    count = 0
    for band, radius in reach.items():
        here = np.array([i for i, f in enumerate(field.footprints) if f.band == band])
        # Sources of similar radius together: a bright one must not make candidates of all others.
        known = order[np.isfinite(radius[order]) & np.isfinite(rho[order])]
        size = np.ceil(np.log2(np.maximum(radius[known], 1.0)))
        for step in np.unique(size):
            group = known[size == step]
            ranked, widest = rho[group], radius[group].max()
            first = np.searchsorted(ranked, inner[here] - pads[here] - widest, side="left")
            last = np.searchsorted(ranked, outer[here] + pads[here] + widest, side="right")
            for index, start, end in zip(here, first, last, strict=True):
                if start < end:
                    source = group[start:end]
                    footprint = np.full(end - start, index, dtype=np.intp)
                    waiting.append((source, footprint, radius[source] + pads[index]))
                    count += len(source)
                if count >= _PAIRS:
                    yield _together(waiting)
                    waiting, count = [], 0
    if waiting:
        yield _together(waiting)


def _together(
    parts: Sequence[tuple[IntArray, IntArray, FloatArray]],
) -> tuple[IntArray, IntArray, FloatArray]:
    source, footprint, pad = (np.concatenate(column) for column in zip(*parts, strict=True))
    return source, footprint, pad
