"""Which sources are near which fields: zones of declination, sorted by right ascension.

The zone method of Gray, Nieto-Santisteban & Szalay (2006, MSR-TR-2006-52) with numpy alone: every
source gets one key from zone and right ascension, so that the sources of a field in one zone are
one range of the sorted keys.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Nearby", "counts_within", "match", "separation_arcsec"]

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]

_TURN = 1000.0  # degrees of key space per zone: more than a full turn and its overlap
_CANDIDATES = 1 << 22


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Nearby:
    """Fields and the sources near them, as three arrays of the same length.

    Attributes
    ----------
    field, source : int array
        Indices into the fields and the sources; ordered by field, then source.
    separation_arcsec : float array
    """

    field: Indices
    source: Indices
    separation_arcsec: Floats

    def __len__(self) -> int:
        return len(self.field)


def match(
    field_ra: Floats, field_dec: Floats, source_ra: Floats, source_dec: Floats, radius_deg: float
) -> Nearby:
    """Return every pair of field and source within the radius.

    Parameters
    ----------
    field_ra, field_dec, source_ra, source_dec : float arrays
        Degrees, ICRS.
    radius_deg : float
        Below 90 degrees.
    """
    blocks = list(_blocks(field_ra, field_dec, source_ra, source_dec, radius_deg))
    field = np.concatenate([block[0] for block in blocks] or [np.empty(0, np.intp)])
    source = np.concatenate([block[1] for block in blocks] or [np.empty(0, np.intp)])
    chord = np.concatenate([block[2] for block in blocks] or [np.empty(0)])
    order = np.argsort(field * max(len(source_ra), 1) + source, kind="stable")
    return Nearby(
        field=field[order],
        source=source[order],
        separation_arcsec=np.degrees(2 * np.arcsin(np.minimum(np.sqrt(chord[order]) / 2, 1.0)))
        * 3600.0,
    )


def counts_within(
    field_ra: Floats, field_dec: Floats, source_ra: Floats, source_dec: Floats, radius_deg: float
) -> Indices:
    """Return for each field the number of sources within the radius."""
    counts = np.zeros(len(field_ra), dtype=np.intp)
    for field, _, _ in _blocks(field_ra, field_dec, source_ra, source_dec, radius_deg):
        counts += np.bincount(field, minlength=len(field_ra))
    return counts


def separation_arcsec(ra1: Floats, dec1: Floats, ra2: Floats, dec2: Floats) -> Floats:
    """Return the angles between pairs of positions, arcsec, exact even when small."""
    chord = np.sqrt(_squared_chord(_unit(ra1, dec1), _unit(ra2, dec2)))
    angle: Floats = np.degrees(2 * np.arcsin(np.minimum(chord / 2, 1.0))) * 3600.0
    return angle


def _blocks(
    field_ra: Floats, field_dec: Floats, source_ra: Floats, source_dec: Floats, radius_deg: float
) -> Iterator[tuple[Indices, Indices, Floats]]:
    """Yield field index, source index and squared chord of the pairs, in limited portions."""
    if not len(field_ra) or not len(source_ra):
        return
    height = max(radius_deg, 180.0 / 4000)
    zone = np.floor((source_dec + 90.0) / height)
    key = zone * _TURN + source_ra % 360.0
    order = np.argsort(key)
    key = key[order]
    sources = np.ascontiguousarray(_unit(source_ra, source_dec)[:, order])
    fields = _unit(field_ra, field_dec)

    reach = _half_width(field_dec, radius_deg)
    lowest = np.floor((field_dec - radius_deg + 90.0) / height)
    highest = np.floor((field_dec + radius_deg + 90.0) / height)
    # A cone with a pole inside covers all right ascensions.
    turned = np.where(reach < 180.0, field_ra % 360.0, 180.0)
    first: list[Indices] = []
    last: list[Indices] = []
    owner: list[Indices] = []
    everyone = np.arange(len(field_ra))
    for step in range(int((highest - lowest).max()) + 1):
        # A range that crosses right ascension 0 continues one turn away.
        for shift in (0.0, 360.0, -360.0):
            left = np.maximum(turned - reach + shift, 0.0)
            right = np.minimum(turned + reach + shift, 360.0)
            here = everyone[(left < right) & (lowest + step <= highest)]
            if not len(here):
                continue
            base = (lowest[here] + step) * _TURN
            first.append(np.searchsorted(key, base + left[here], side="left"))
            last.append(np.searchsorted(key, base + right[here], side="right"))
            owner.append(here)
    start, stop, field = np.concatenate(first), np.concatenate(last), np.concatenate(owner)
    length = stop - start
    full = length > 0
    start, length, field = start[full], length[full], field[full]

    limit = (2 * np.sin(np.radians(radius_deg) / 2)) ** 2
    ends = np.cumsum(length)
    begin = 0
    while begin < len(length):
        done = ends[begin - 1] if begin else 0
        end = max(int(np.searchsorted(ends, done + _CANDIDATES, side="right")), begin + 1)
        size = length[begin:end]
        field_index = np.repeat(field[begin:end], size)
        offset = np.cumsum(size) - size
        place = np.arange(int(size.sum())) + np.repeat(start[begin:end] - offset, size)
        chord = _squared_chord(fields[:, field_index], sources[:, place])
        near = chord <= limit
        yield field_index[near], order[place[near]], chord[near]
        begin = end


def _half_width(dec: Floats, radius_deg: float) -> Floats:
    """Return how far a cone extends in right ascension, degrees; 180 with a pole inside."""
    across = np.sin(np.radians(radius_deg)) / np.maximum(np.cos(np.radians(dec)), 1e-12)
    over_pole = np.abs(dec) + radius_deg >= 90.0
    width = np.degrees(np.arcsin(np.minimum(across, 1.0))) + 1e-9
    result: Floats = np.where(over_pole, 180.0, width)
    return result


def _unit(ra: Floats, dec: Floats) -> Floats:
    alpha, delta = np.radians(ra), np.radians(dec)
    return np.stack([np.cos(delta) * np.cos(alpha), np.cos(delta) * np.sin(alpha), np.sin(delta)])


def _squared_chord(a: Floats, b: Floats) -> Floats:
    difference = a - b
    total: Floats = np.einsum("ij,ij->j", difference, difference)
    return total
