"""The link of science and background is non-interruptible, but fixes no order."""

from __future__ import annotations

from aptcheck.testing import group, mrs, pair
from tests.judging import faults, findings


def test_a_non_interruptible_group_is_an_info() -> None:
    document = pair(link={"sequence": False})
    (finding,) = findings(document)
    assert (finding.code, finding.severity.value) == ("BKG118", "info")
    assert (finding.observation, finding.related_observations) == (2, (1,))


def test_a_sequence_is_clean() -> None:
    assert faults(pair()) == []


def test_a_sequence_beside_the_group_suffices() -> None:
    assert faults(pair(link={"sequence": False}, more_links=[group(1, 2)])) == []


def test_an_interruptible_group_is_left_to_its_own_rule() -> None:
    document = pair(link={"sequence": False, "non_interruptible": False})
    assert faults(document) == ["BKG105 error 2"]


def test_a_group_of_two_science_observations_and_a_sky_is_one_finding() -> None:
    document = pair(more_observations=[mrs(3, 1)], links=[group(1, 2, 3, sequence=False)])
    assert faults(document, select=["BKG118"]) == ["BKG118 info 2"]
