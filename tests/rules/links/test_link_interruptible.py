"""The link of science and background may be interrupted."""

from __future__ import annotations

from aptcheck.testing import group, mrs, pair, proposal, target
from tests.judging import faults, findings


def test_a_sequence_that_may_be_interrupted_is_an_error() -> None:
    document = pair(link={"non_interruptible": False, "time": "12 Hours"})
    assert faults(document) == ["BKG105 error 2"]
    assert faults(document, profile="draft") == ["BKG105 warning 2"]
    assert faults(pair()) == []


def test_one_good_link_suffices() -> None:
    document = pair(more_links=[group(1, 2, non_interruptible=False, time="3 Days")])
    assert faults(document) == []


def test_a_group_that_may_be_interrupted_is_an_error_at_the_link() -> None:
    document = pair(link={"non_interruptible": False, "sequence": False, "time": "12 Hours"})
    (finding,) = findings(document)
    assert (finding.code, finding.severity.value) == ("BKG105", "error")
    assert (finding.observation, finding.related_observations) == (2, (1,))
    assert finding.location.trail == "Special Requirements > Group/Sequence Observations Link 1"


def test_one_link_of_ten_tiles_and_a_sky_is_one_finding() -> None:
    tiles = [target(n, f"TILE-{n}", east=4 * n, background=[20]) for n in range(1, 11)]
    document = proposal(
        targets=[*tiles, target(20, "TILES-SKY", north=90)],
        observations=[mrs(n) for n in (*range(1, 11), 20)],
        links=[group(*range(1, 11), 20, non_interruptible=False)],
    )
    assert faults(document) == ["BKG105 error 20"]


def test_a_missing_link_is_left_to_its_own_rule() -> None:
    assert faults(pair(links=[]), select=["BKG105"]) == []
