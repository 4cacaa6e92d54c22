"""The Aperture PA Ranges that a fix proposes, and what to know about their dates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.geometry.angles import AngleSet
from aptcheck.schedule.aperture_pa import as_requirement, range_words, worth_asking
from aptcheck.wording import agree, in_requirements, listed

if TYPE_CHECKING:
    from aptcheck.contamination.science_in_field import Meetings
    from aptcheck.contamination.sky import Sky
    from aptcheck.schedule.swept_field import SweptField

__all__ = ["ProposedRanges", "proposed_ranges"]

_MOST = 6


@dataclass(frozen=True, eq=False, slots=True)
class ProposedRanges:
    """Ranges of V3PA for one observation.

    Attributes
    ----------
    swept : SweptField
    angles : AngleSet
        All V3PA that would do.
    chosen : tuple of AngleSet
        One range each, six at most, by angle.
    in_zone : tuple of AngleSet
        Those of them that leave only dates in the micrometeoroid avoidance zone.
    count : int
        Of all that are wide enough.
    """

    swept: SweptField
    angles: AngleSet
    chosen: tuple[AngleSet, ...]
    in_zone: tuple[AngleSet, ...]
    count: int

    @classmethod
    def of(cls, swept: SweptField, angles: AngleSet) -> ProposedRanges:
        """Choose ranges among some V3PA: those with dates outside the zone, then the widest."""
        ranges = [AngleSet.of([arc]) for arc in worth_asking(angles).arcs]
        inside = [one for one in ranges if _is_in_zone(swept, one)]
        ranked = sorted(ranges, key=lambda one: (one in inside, -one.total))
        chosen = [one for one in ranges if one in ranked[:_MOST]]
        in_zone = [one for one in chosen if one in inside]
        return cls(swept, angles, tuple(chosen), tuple(in_zone), len(ranges))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to propose."""
        return not self.chosen

    @property
    def asked(self) -> AngleSet:
        """The V3PA of the ranges that are proposed."""
        return AngleSet.any_of(self.chosen)

    @property
    def requirement(self) -> str:
        """The ranges as the special requirement asks for them."""
        asked = as_requirement(self.asked, self.swept.observation)
        cut = len(self.chosen) < self.count
        return asked + (f", {len(self.chosen)} of {self.count} clean ranges" if cut else "")

    @property
    def fix(self) -> str:
        """What to set, and what to know about the dates."""
        return in_requirements(f"set {self.requirement}", [self.swept.observation.number]) + (
            self.zone_sentence
        )

    @property
    def zone_sentence(self) -> str:
        """A sentence on those that leave only dates in the zone, a space before it; or nothing."""
        zone = "only dates in the micrometeoroid avoidance zone, which APT asks you to justify"
        if not self.in_zone:
            return ""
        leaves = agree(self.in_zone, "leaves", "leave")
        if len(self.in_zone) == len(self.chosen):
            return f" {agree(self.chosen, 'This range', 'These ranges')} {leaves} {zone}."
        ranges = [range_words(one, self.swept.observation) for one in self.in_zone]
        return f" Of these, {listed(ranges)} {leaves} {zone}."


def proposed_ranges(
    swept: SweptField, clean: AngleSet, sky: Sky, meetings: Meetings
) -> ProposedRanges:
    """Return what to propose of the V3PA that are clean of one thing: those clean of all known.

    That is the catalogue sources, the science source and its field.
    """
    judged = sky.judgement(swept.observation)
    if judged is not None:
        clean = clean.difference(judged.avoid)
    return ProposedRanges.of(swept, meetings.away_from_sources(clean, swept.observation))


def _is_in_zone(swept: SweptField, angles: AngleSet) -> bool:
    """Whether some V3PA leave only dates in the zone; not where their dates are not known."""
    if swept.visibility is None:
        return False
    from aptcheck.schedule.micrometeoroid_zone import is_within_zone

    return is_within_zone(swept.visibility.spans_for(angles), swept.ra_deg, swept.dec_deg)
