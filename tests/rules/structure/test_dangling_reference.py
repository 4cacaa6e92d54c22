"""A reference names a target or observation that is not in the file."""

from __future__ import annotations

import pytest

from aptcheck.testing import (
    Link,
    after_link,
    group,
    mrs,
    orient_from_link,
    other,
    pair,
    proposal,
    same_orient_link,
    target,
)
from tests.judging import faults, findings


def test_observations_of_a_target_that_is_not_there_are_one_error() -> None:
    document = proposal(targets=[target(1)], observations=[mrs(1), other(2, target=9), mrs(3, 9)])
    (finding,) = findings(document, select=["APT002"])
    assert (finding.severity.value, finding.observation) == ("error", 2)
    assert finding.related_observations == (3,)
    assert finding.target == "NO-SUCH-TARGET"
    assert finding.location.trail == "Observation 2"


def test_a_target_named_without_a_number_names_nothing() -> None:
    document = proposal(targets=[target(1)], observations=[mrs(1, "NGC-1")])
    assert faults(document, select=["APT002"]) == ["APT002 error 1"]


def test_none_and_an_absent_target_are_not_names() -> None:
    document = proposal(
        targets=[target(1)], observations=[mrs(1), other(2, target="NONE"), other(3, target="")]
    )
    assert faults(document, select=["APT002"]) == []


def test_a_listed_background_that_is_not_there_is_one_error() -> None:
    document = pair(science_target={"background": [2, 9, 9]})
    assert faults(document) == ["APT002 error -"]
    (finding,) = findings(document)
    assert finding.target == "NGC-1"
    assert finding.location.trail.startswith("Fixed Targets > 1 NGC-1")


@pytest.mark.parametrize(
    "link",
    [
        group(1, 2, 9),
        group(1, 2, "no number"),
        same_orient_link(1, 9),
        after_link(1, 9),
        after_link("lost", 1),
        orient_from_link(1, 9, 0, 10),
    ],
)
def test_a_link_to_an_observation_that_is_not_there_is_an_error(link: Link) -> None:
    document = pair(more_links=[link])
    assert faults(document) == ["APT002 error -"]


def test_the_lost_members_of_one_link_are_one_finding() -> None:
    (finding,) = findings(pair(more_links=[group(1, 8, 9, "lost")]), select=["APT002"])
    assert (finding.observation, finding.related_observations) == (None, (1,))
    assert finding.location.trail == "Special Requirements > Group/Sequence Observations Link 2"


def test_a_whole_pair_is_clean() -> None:
    document = pair(more_links=[after_link(2, 1), same_orient_link(1, 2), group()])
    assert faults(document, select=["APT002"]) == []
