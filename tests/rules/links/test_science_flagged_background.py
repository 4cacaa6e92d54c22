"""A target is listed as a background and is science by its own entry."""

from __future__ import annotations

from aptcheck.testing import group, mrs, pair, target
from tests.judging import faults, findings


def test_a_sky_that_requires_a_background_itself_is_an_error() -> None:
    document = pair(sky_target={"required": True})
    assert faults(document) == ["BKG109 error 2"]
    assert faults(pair()) == []


def test_a_sky_that_lists_a_background_itself_is_an_error() -> None:
    document = pair(
        sky_target={"background": [3]},
        more_targets=[target(3, "FAR-SKY", north=180)],
        more_observations=[mrs(3)],
        links=[group(1, 2, 3)],
    )
    assert faults(document) == ["BKG109 error 2"]


def test_what_the_sky_lists_in_vain_is_no_second_finding() -> None:
    document = pair(sky_target={"background": [3]}, more_targets=[target(3, "FAR-SKY", north=180)])
    assert faults(document) == ["BKG109 error 2"]


def test_two_that_list_each_other_are_one_error() -> None:
    (finding,) = findings(pair(sky_target={"background": [1]}), select=["BKG1"])
    assert (finding.code, finding.observation, finding.related_observations) == (
        "BKG109",
        1,
        (2,),
    )
    assert finding.target == "NGC-1"


def test_a_target_that_lists_itself_is_left_to_its_own_rule() -> None:
    document = pair(sky_target={"background": [2]})
    assert faults(document, select=["BKG109", "BKG112"]) == ["BKG112 error 2"]


def test_two_unlinked_that_list_each_other_lack_one_link() -> None:
    document = pair(sky_target={"background": [1]}, links=[])
    assert faults(document, select=["BKG1"]) == ["BKG104 error 2", "BKG109 error 1"]
