"""Which pairs of a proposal a reader must see, however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from aptcheck.finding import Finding, Severity
from aptcheck.results import ExposureMatch, Pair

__all__ = ["standing_out"]


def standing_out(
    settings: Mapping[Pair, Iterable[ExposureMatch]], findings: Iterable[Finding]
) -> list[Pair]:
    """Return the pairs that differ in a setting or in a link, or have an error or a warning."""
    faults = [one for one in findings if one.counts and one.severity is not Severity.INFO]
    return [
        pair
        for pair, answers in settings.items()
        if not all(answer.match for answer in answers)
        or not pair.declared
        or not (pair.non_interruptible or pair.shadow)
        or any(_is_about(fault, pair) for fault in faults)
    ]


def _is_about(finding: Finding, pair: Pair) -> bool:
    """Whether a finding names a side of this pair, and no other partner of it."""
    sides = {pair.science_observation, pair.background_observation}
    related = finding.related_observations
    return finding.observation in sides and (not related or not sides.isdisjoint(related))
