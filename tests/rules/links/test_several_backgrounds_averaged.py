"""A science observation has several backgrounds, which will be averaged."""

from __future__ import annotations

from aptcheck.testing import group, mrs, pair, target
from tests.judging import faults, findings


def test_two_observations_of_the_sky_are_averaged() -> None:
    document = pair(
        science={"integrations": 2}, more_observations=[mrs(3, 2)], links=[group(1, 2, 3)]
    )
    (finding,) = findings(document)
    assert (finding.code, finding.severity.value) == ("BKG115", "info")
    assert (finding.observation, finding.related_observations) == (2, (1,))


def test_two_sky_targets_are_averaged() -> None:
    document = pair(
        science_target={"background": [2, 3]},
        more_targets=[target(3, "SKY-2", north=-90)],
        more_observations=[mrs(3)],
        links=[group(1, 2, 3)],
    )
    assert faults(document, select=["BKG1"]) == ["BKG115 info 2"]


def test_one_sky_is_not_averaged() -> None:
    assert faults(pair()) == []


def test_gratings_split_over_two_skies_are_not_averaged() -> None:
    document = pair(
        sky={"gratings": ["SHORT", "MEDIUM"]},
        more_observations=[mrs(3, 2, gratings=["LONG"])],
        links=[group(1, 2, 3)],
    )
    assert faults(document) == []


def test_an_unlinked_second_sky_is_not_attached() -> None:
    assert faults(pair(more_observations=[mrs(3, 2)])) == []
