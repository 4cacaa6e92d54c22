"""Observations of one background target expose the same setting differently."""

from __future__ import annotations

from typing import Any

import pytest

from aptcheck.testing import exposure, group, mrs, pair
from tests.judging import faults, findings


@pytest.mark.parametrize(
    "second",
    [{"groups": 40}, {"groups_short": 40}, {"readout": "SLOWR1"}, {"subarray_long": "SUB64"}],
)
def test_a_second_observation_of_the_sky_that_differs_is_a_warning(
    second: dict[str, Any],
) -> None:
    xml = pair(more_observations=[mrs(3, 2, **second)], links=[group(3, 1, 2)])
    (finding,) = findings(xml, select=["BKG110"])
    assert (finding.severity.value, finding.observation) == ("warning", 3)
    assert finding.related_observations == (2,)
    assert finding.target == "NGC-1-SKY"


def test_another_filter_of_the_image_differs() -> None:
    document = pair(
        both={"imaging": "F770W"},
        more_observations=[mrs(3, 2, imaging="F1000W")],
        links=[group(3, 1, 2)],
    )
    assert faults(document, select=["BKG110"]) == ["BKG110 warning 3"]


def test_what_the_links_keep_apart_is_only_an_info() -> None:
    document = pair(
        more_observations=[mrs(3, 1, groups=40), mrs(4, 2, groups=40)],
        links=[group(1, 2), group(3, 4)],
    )
    assert faults(document) == ["BKG110 info 4"]


def test_a_second_observation_without_a_link_is_an_info() -> None:
    assert faults(pair(more_observations=[mrs(3, 2, groups=40)])) == ["BKG110 info 3"]


def test_one_science_observation_that_gets_both_is_enough_for_the_warning() -> None:
    document = pair(
        more_observations=[mrs(3, 1), mrs(4, 2, groups=40)],
        links=[group(1, 2), group(3, 2, 4)],
    )
    assert faults(document, select=["BKG110"]) == ["BKG110 warning 4"]


def test_an_image_beside_one_of_them_makes_no_difference() -> None:
    document = pair(more_observations=[mrs(3, 2, imaging="F1000W")])
    assert faults(document) == []


def test_equal_observations_and_other_integrations_are_clean() -> None:
    document = pair(more_observations=[mrs(3, 2, integrations=7)])
    assert faults(document) == []


def test_gratings_split_over_two_observations_are_clean() -> None:
    document = pair(
        sky={"gratings": ["SHORT"]},
        more_observations=[
            mrs(3, 2, exposures=[exposure("MEDIUM", groups=40), exposure("LONG", groups=50)])
        ],
        links=[group(1, 2, 3)],
    )
    assert faults(document, select=["BKG1"]) == []


def test_settings_that_differ_each_in_its_way_are_one_finding() -> None:
    lines = [exposure("SHORT", groups=40), exposure("MEDIUM", groups=50)]
    (finding,) = findings(
        pair(more_observations=[mrs(3, 2, exposures=lines, imaging=None)]), select=["BKG110"]
    )
    assert (finding.observation, finding.related_observations) == (3, (2,))
