"""Which of the ranges that a fix proposes leave only dates in the micrometeoroid avoidance zone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.geometry.angles import AngleSet
from aptcheck.schedule.aperture_pa import aperture_ranges
from aptcheck.wording import agree, listed

if TYPE_CHECKING:
    from aptcheck.schedule.swept_field import SweptField

__all__ = ["zone_words"]

_MOST = 4


def zone_words(swept: SweptField, proposed: AngleSet) -> str:
    """Return a sentence on the V3PA that a fix proposes as Aperture PA Range, a space before it.

    Nothing where every range leaves dates outside the zone, and where the dates are not known.
    """
    visibility, place = swept.visibility, (swept.ra_deg, swept.dec_deg)
    if visibility is None or proposed.is_empty:
        return ""
    from aptcheck.schedule.micrometeoroid_zone import is_within_zone

    ranges = [AngleSet.of([arc]) for arc in proposed.arcs]
    outside = [one for one in ranges if not is_within_zone(visibility.spans_for(one), *place)]
    if len(outside) == len(ranges):
        return ""
    zone = "the micrometeoroid avoidance zone, for which APT asks for a justification"
    if not outside:
        return f" {agree(ranges, 'This range leaves', 'These ranges leave')} only dates in {zone}."
    told = [
        f"{low:.2f} to {high:.2f}"
        for one in outside[:_MOST]
        for low, high in aperture_ranges(one, swept.aperture)
    ]
    more = [f"{len(outside) - _MOST} more"] if len(outside) > _MOST else []
    leaves = agree(outside, "leaves", "leave")
    return f" Only {listed([*told, *more])} {leaves} dates outside {zone}."
