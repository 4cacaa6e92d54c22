"""Which partitions of a catalogue in HATS form the cones touch.

A partition is a HEALPix pixel (nested), the cells of a cone are smaller ones; both are ranges of
the pixels of order 29. Cells are taken generously, so that a cone misses no partition.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aptcheck.catalog.position import Position

__all__ = ["HIGHEST_ORDER", "Ranges", "cone_ranges", "meets", "touching", "union"]

#: Shape (n, 2): first pixel of order 29, and the one after the last; in order, without overlap.
Ranges = NDArray[np.int64]

HIGHEST_ORDER = 29

_SIDE_DEG = 58.6  # of a pixel of order 0
_SPARE_DEG = 1.0 / 3600.0  # far more than any rounding between HEALPix and `match`


def cone_ranges(positions: Sequence[Position], radius_deg: float) -> list[Ranges]:
    """Return for each cone the cells that it touches."""
    import astropy.units as u
    from astropy.coordinates import Latitude, Longitude
    from mocpy import MOC

    if not positions:
        return []
    reach = 1.01 * radius_deg + _SPARE_DEG
    cells: Sequence[Any] = MOC.from_cones(
        Longitude([position.ra_deg % 360.0 for position in positions] * u.deg),
        Latitude([position.dec_deg for position in positions] * u.deg),
        radius=reach * u.deg,
        max_depth=min(max(math.ceil(math.log2(_SIDE_DEG / reach)) + 1, 2), 20),
        delta_depth=2,
    )
    return [cell.to_depth29_ranges.astype(np.int64) for cell in cells]


def union(cones: Sequence[Ranges]) -> Ranges:
    """Return the cells of several cones, each once."""
    together = np.concatenate(cones)
    together = together[np.argsort(together[:, 0], kind="stable")]
    ends = np.maximum.accumulate(together[:, 1])
    apart = np.flatnonzero(together[1:, 0] > ends[:-1]) + 1
    first = np.concatenate([[0], apart])
    return np.stack([together[first, 0], ends[np.append(apart, len(ends)) - 1]], axis=1)


def meets(ranges: Ranges, first: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which of the spans from ``first`` up to but without ``end`` share a pixel with ranges.

    Parameters
    ----------
    ranges : Ranges
    first, end : int array, shape (m,)
        Pixels of order 29.
    """
    # Of the ranges that end after the span's start, the first decides.
    after = np.searchsorted(ranges[:, 1], first, side="right")
    starts = np.append(ranges[:, 0], np.iinfo(np.int64).max)
    found: NDArray[np.bool_] = starts[after] < end
    return found


def touching(
    cones: Sequence[Ranges], order: NDArray[np.int64], pixel: NDArray[np.int64]
) -> dict[int, list[int]]:
    """Return for each touched partition, by index, the cones that touch it.

    Parameters
    ----------
    cones : sequence of Ranges
    order, pixel : int array, shape (m,)
        The partitions.
    """
    shift = 2 * (HIGHEST_ORDER - order)
    first, end = pixel << shift, (pixel + 1) << shift
    found: dict[int, list[int]] = {}
    for number, ranges in enumerate(cones):
        for partition in np.flatnonzero(meets(ranges, first, end)).tolist():
            found.setdefault(partition, []).append(number)
    return found
