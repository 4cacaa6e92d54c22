from __future__ import annotations

import pytest

from aptcheck.testing import dither, group, mrs, pair, proposal, target
from tests.judging import faults
from tests.rules.imager import only_finding

UNKNOWN = {"extended": "Unknown"}


def test_unknown_extent_is_told():
    xml = pair(science_target=UNKNOWN)
    assert faults(xml) == ["BKG503 info 1"]
    assert only_finding(xml, "BKG503").target == "NGC-1"


def test_a_point_source_dither_does_not_settle_it():
    xml = pair(science_target=UNKNOWN, science={"dithers": [dither("4-Point", "POINT SOURCE")]})
    assert faults(xml) == ["BKG503 info 1"]


@pytest.mark.parametrize("extended", ["YES", "NO"])
def test_a_stated_extent_is_enough(extended):
    fitting = {"YES": "EXTENDED SOURCE", "NO": "POINT SOURCE"}[extended]
    xml = pair(
        science_target={"extended": extended}, science={"dithers": [dither("4-Point", fitting)]}
    )
    assert faults(xml) == []


def science_of_no_extent(**changes):
    return proposal(
        targets=[target(1, "QSO", extended="Unknown")], observations=[mrs(1, **changes)]
    )


def test_an_annulus_needs_to_know_as_well():
    point = science_of_no_extent(
        dithers=[dither("4-Point", "POINT SOURCE")], acquisition="Same Target as Observation"
    )
    assert faults(point) == ["BKG503 info 1"]


def test_without_background_and_annulus_nothing_hangs_on_it():
    xml = science_of_no_extent()
    intents = {"1": {"strategy": "external"}}
    assert faults(xml, intents=intents) == []


def test_the_submit_profile_makes_it_a_warning():
    assert faults(pair(science_target=UNKNOWN), profile="submit") == ["BKG503 warning 1"]


def test_two_observations_of_a_target_are_one_finding():
    xml = pair(
        science_target=UNKNOWN,
        sky={"count": 2},
        more_observations=[mrs(3, 1)],
        links=[group(1, 2, 3)],
    )
    assert faults(xml) == ["BKG503 info -"]
    told = only_finding(xml, "BKG503")
    assert (told.related_observations, told.target) == ((1, 3), "NGC-1")


def test_two_targets_are_one_finding_with_the_source_type_of_each():
    point = [dither("4-Point", "POINT SOURCE")]
    xml = pair(
        science_target=UNKNOWN,
        more_targets=[target(3, "NGC-3", north=10, background=[2], **UNKNOWN)],
        more_observations=[mrs(3, 3, dithers=point)],
        links=[group(1, 2, 3)],
    )
    told = only_finding(xml, "BKG503")
    assert (told.observation, told.related_observations, told.target) == (None, (1, 3), None)
    assert [one.measured for one in told.evidence.each] == ["EXTENDED", "POINT"]
    assert told.location.trail == "Target 1 NGC-1"
