"""A target is listed as a background and also asks for one itself."""

from __future__ import annotations

from aptcheck.testing import group, mrs, other, pair, proposal, target
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


def test_what_the_background_lists_in_vain_is_not_a_second_finding() -> None:
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


def test_one_that_lists_itself_does_not_hide_the_other() -> None:
    for first in (1, 2):
        # whichever of the two has the lower number
        document = pair(
            science_target={"background": [1, 2] if first == 1 else [2]},
            sky_target={"background": [1] if first == 1 else [1, 2]},
        )
        other = 3 - first
        assert faults(document, select=["BKG109", "BKG112"]) == [
            f"BKG109 error {other}",
            f"BKG112 error {first}",
        ]


def test_three_that_list_each_other_are_one_error_at_the_lowest_observation() -> None:
    for numbers in ((1, 2, 3), (9, 2, 8)):
        document = proposal(
            targets=[
                target(1, "A", background=[2]),
                target(2, "B", background=[1, 3], north=90),
                target(3, "C", background=[2], north=180),
            ],
            observations=[mrs(n, target=t) for t, n in enumerate(numbers, 1)],
            links=[group(*numbers)],
        )
        (finding,) = findings(document, select=["BKG109"])
        assert (finding.observation, *finding.related_observations) == tuple(sorted(numbers))


def test_two_unlinked_that_list_each_other_lack_one_link() -> None:
    document = pair(sky_target={"background": [1]}, links=[])
    assert faults(document, select=["BKG1"]) == ["BKG104 error 2", "BKG109 error 1"]


def test_slitless_science_that_is_listed_is_reported_once() -> None:
    document = proposal(
        targets=[target(1, "A", background=[2]), target(2, "B", background=[3]), target(3, "C")],
        observations=[mrs(1), other(2, "NirissWfss"), other(3, "NirissWfss")],
    )
    assert faults(document, select=["BKG109"]) == ["BKG109 error 2"]
