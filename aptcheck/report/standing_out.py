"""Which pairs of a proposal a reader must see, however many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from aptcheck.finding import Finding, Severity
from aptcheck.results import ExposureMatch, Pair

__all__ = ["standing_out"]


def standing_out(
    settings: Mapping[Pair, Iterable[ExposureMatch]], findings: Iterable[Finding]
) -> list[Pair]:
    """Return the pairs that differ in a setting or in a link, or have an error or a warning."""
    faults: defaultdict[int | None, list[Finding]] = defaultdict(list)
    for one in findings:
        if one.counts and one.severity is not Severity.INFO:
            faults[one.observation].append(one)
    return [
        pair
        for pair, answers in settings.items()
        if not all(answer.match for answer in answers)
        or not pair.declared
        or not (pair.non_interruptible or pair.shadow)
        or any(
            _is_about(fault, pair)
            for side in (pair.science_observation, pair.background_observation)
            for fault in faults.get(side, ())
        )
    ]


def _is_about(finding: Finding, pair: Pair) -> bool:
    """Whether a finding on a side of this pair names the other, or no partner at all."""
    related = finding.related_observations
    return not related or not {pair.science_observation, pair.background_observation}.isdisjoint(
        related
    )
