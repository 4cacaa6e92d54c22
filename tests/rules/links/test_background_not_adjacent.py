"""Another observation is taken between the science and its background."""

from __future__ import annotations

from typing import Any

import pytest

from aptcheck.testing import group, mrs, other, pair, target
from tests.judging import faults, findings

IMAGE: dict[str, Any] = {
    "more_targets": [target(3, "STAR", east=600)],
    "more_observations": [other(3)],
}


def test_an_image_between_the_two_is_a_warning_raised_on_submission() -> None:
    document = pair(links=[group(1, 3, 2)], **IMAGE)
    assert faults(document) == ["BKG106 warning 2"]
    assert faults(document, profile="submit") == ["BKG106 error 2"]


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 1, 2), (3, 2, 1), (2, 1, 3)])
def test_an_image_before_or_after_both_is_clean(order: tuple[int, ...]) -> None:
    assert faults(pair(links=[group(*order)], **IMAGE)) == []


def test_a_group_that_also_includes_an_image_is_an_info() -> None:
    document = pair(links=[group(1, 2, 3, sequence=False)], **IMAGE)
    assert faults(document) == ["BKG106 info 2"]


def test_a_second_link_that_keeps_the_two_side_by_side_suffices() -> None:
    document = pair(links=[group(1, 3, 2), group(1, 2)], **IMAGE)
    assert faults(document, select=["BKG106"]) == []


def test_sky_science_sky_is_clean() -> None:
    document = pair(more_observations=[mrs(3, 2)], links=[group(2, 1, 3)])
    assert faults(document, select=["BKG106"]) == []


def test_the_tiles_of_a_mosaic_around_one_background_belong_together() -> None:
    document = pair(
        more_targets=[target(3, "TILE", background=[2])],
        more_observations=[mrs(3)],
        links=[group(1, 3, 2)],
    )
    assert faults(document, select=["BKG1"]) == []


def test_another_pair_in_between_is_a_warning() -> None:
    document = pair(
        more_targets=[target(3, "NGC-3", east=900, background=[4]), target(4, "SKY-3", east=990)],
        more_observations=[mrs(3), mrs(4)],
        links=[group(1, 3, 4, 2)],
    )
    (finding,) = findings(document, select=["BKG1"])
    assert (finding.code, finding.observation, finding.related_observations) == (
        "BKG106",
        2,
        (1,),
    )
    assert finding.location.trail == "Special Requirements > Group/Sequence Observations Link 1"


def test_a_withdrawn_observation_takes_no_time() -> None:
    document = pair(
        more_targets=[target(3, "STAR", east=600)],
        more_observations=[other(3, status="WITHDRAWN")],
        links=[group(1, 3, 2)],
    )
    assert faults(document, select=["BKG106"]) == []


def test_the_nearest_sky_counts() -> None:
    document = pair(
        more_targets=[target(3, "STAR", east=600)],
        more_observations=[other(3), mrs(4, 2)],
        links=[group(1, 2, 3, 4)],
    )
    assert faults(document, select=["BKG106"]) == []


def test_a_science_observation_that_does_not_declare_the_sky_is_reported_once() -> None:
    document = pair(
        more_targets=[target(3, "TILE", east=4)],
        more_observations=[mrs(3)],
        links=[group(1, 3, 2)],
    )
    assert faults(document, select=["BKG1"]) == ["BKG117 error 2"]
