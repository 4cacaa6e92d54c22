"""A science observation is not linked with its background."""

from __future__ import annotations

import pytest

from aptcheck.testing import Link, after_link, group, mrs, pair, proposal, same_orient_link, target
from tests.judging import faults, findings


def test_a_declared_sky_without_a_link_is_an_error() -> None:
    assert faults(pair(links=[])) == ["BKG104 error 2"]
    assert faults(pair(links=[]), profile="draft") == ["BKG104 warning 2"]
    assert faults(pair()) == []


@pytest.mark.parametrize("link", [after_link(2, 1), same_orient_link(1, 2), group(1), group()])
def test_only_a_group_that_includes_both_is_a_link(link: Link) -> None:
    assert faults(pair(links=[link])) == ["BKG104 error 2"]


def test_an_interruptible_link_is_a_link() -> None:
    assert faults(pair(link={"non_interruptible": False}), select=["BKG104"]) == []


def test_an_unlinked_second_science_observation_is_reported_without_the_linked_one() -> None:
    document = pair(more_observations=[mrs(3, 1)])
    (finding,) = findings(document, select=["BKG104"])
    assert (finding.observation, finding.related_observations) == (2, (3,))
    assert finding.location.trail == "Observation 3"


def test_one_linked_observation_of_the_sky_suffices() -> None:
    assert faults(pair(more_observations=[mrs(3, 2)])) == []


def test_a_sky_in_two_unlinked_observations_is_one_finding() -> None:
    document = pair(more_observations=[mrs(3, 2)], links=[])
    assert faults(document, select=["BKG1"]) == ["BKG104 error 2"]


def test_ten_tiles_without_a_link_to_their_sky_are_one_finding() -> None:
    tiles = [target(n, f"TILE-{n}", east=4 * n, background=[20]) for n in range(1, 11)]
    document = proposal(
        targets=[*tiles, target(20, "TILES-SKY", north=90)],
        observations=[mrs(n) for n in (*range(1, 11), 20)],
    )
    (finding,) = findings(document)
    assert (finding.code, finding.observation) == ("BKG104", 20)
    assert finding.related_observations == tuple(range(1, 11))


def test_each_listed_target_needs_its_link() -> None:
    document = pair(
        science_target={"background": [2, 3]},
        more_targets=[target(3, "SKY-2", north=-90)],
        more_observations=[mrs(3)],
    )
    assert faults(document, select=["BKG1"]) == ["BKG104 error 3"]
