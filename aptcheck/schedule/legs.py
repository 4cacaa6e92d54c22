"""The window in parts, each so short that nothing moves far in it.

A field turns about its target, and the target moves against the stars. What is in the field at
which angle then depends on the date; within one part the remaining motion is a small radius.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from aptcheck.schedule.spans import Span, as_mjd
from aptcheck.schedule.target_path import DAYS_PER_YEAR

if TYPE_CHECKING:
    from aptcheck.geometry.angles import AngleSet
    from aptcheck.schedule.swept_field import SweptField

__all__ = ["Leg", "legs"]

#: How far a source may get from where it is in the middle of a part, arcsec: half a slice of
#: channel 1 (aptcheck's own judgement).
_DRIFT_ARCSEC = 0.1
#: Parts of one window, and parts times footprints; a faster target goes farther in each. Beyond,
#: a large mosaic would keep a machine busy for hours.
_MOST, _MOST_FOOTPRINTS = 60, 100_000


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Leg:
    """A part of the window: ``start`` and ``end`` are MJD (UTC), ``angles`` the V3PA allowed."""

    start: float
    end: float
    angles: AngleSet

    @property
    def middle(self) -> float:
        """The MJD half way through."""
        return (self.start + self.end) / 2.0

    @property
    def moments(self) -> tuple[float, float, float]:
        """Its start, middle and end."""
        return self.start, self.middle, self.end


def legs(swept: SweptField, arcsec_per_year: float) -> tuple[Leg, ...]:
    """Return the window in parts for what moves no faster; one where that is slow enough."""
    window = as_mjd(swept.window.start), as_mjd(swept.window.end)
    longest = math.inf
    if arcsec_per_year > 0.0:
        longest = 2.0 * _DRIFT_ARCSEC / arcsec_per_year * DAYS_PER_YEAR
    if window[1] - window[0] <= longest:
        return (Leg(start=window[0], end=window[1], angles=swept.allowed),)
    spans = swept.visibility.spans if swept.visibility is not None else (window,)
    most = min(_MOST, max(1, _MOST_FOOTPRINTS // len(swept.field.footprints)))
    longest = max(longest, sum(end - start for start, end in spans) / most)
    return tuple(leg for span in spans for leg in _parts(swept, span, longest))


def _parts(swept: SweptField, span: Span, longest: float) -> Iterator[Leg]:
    start, end = span
    count = max(1, math.ceil((end - start) / longest))
    edges = [start + (end - start) * step / count for step in range(count)] + [end]
    for first, last in pairwise(edges):
        visibility = swept.visibility
        angles = visibility.during(first, last).allowed if visibility else swept.allowed
        if not angles.is_empty:
            yield Leg(start=first, end=last, angles=angles)
