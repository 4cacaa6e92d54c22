from __future__ import annotations

import pytest

from aptcheck.testing import (
    dither,
    exposure,
    group,
    mrs,
    outcome,
    pair,
    proposal,
    target,
    time_series,
)
from tests.judging import faults
from tests.rules.imager import only_finding

UNKNOWN = {"extended": "Unknown"}
POINT = [dither("4-Point", "POINT SOURCE")]
#: A pattern of an early APT, for neither a point nor an extended source.
NEITHER = [dither("4-Point", "ALL")]


def test_unknown_extent_is_told_where_the_pattern_says_neither():
    xml = pair(science_target=UNKNOWN, science={"dithers": NEITHER})
    assert faults(xml) == ["BKG503 info 1"]
    assert only_finding(xml, "BKG503").target == "NGC-1"


def test_an_undithered_exposure_says_neither():
    xml = pair(science_target=UNKNOWN, both={"dithers": None, "dither": "None"})
    assert faults(xml, select=["BKG503"]) == ["BKG503 info 1"]


def test_one_undithered_exposure_among_others_is_told():
    lines = [exposure("SHORT"), exposure("MEDIUM"), exposure("LONG", dither="None")]
    xml = pair(science_target=UNKNOWN, science={"dithers": POINT, "exposures": lines})
    assert faults(xml, select=["BKG503"]) == ["BKG503 info 1"]


@pytest.mark.parametrize("kind", ["POINT SOURCE", "EXTENDED SOURCE"])
def test_a_pattern_for_one_of_the_two_settles_it(kind):
    xml = pair(science_target=UNKNOWN, science={"dithers": [dither("4-Point", kind)]})
    assert faults(xml) == []
    assert outcome(xml, "BKG503")[0] == "passed"


def test_patterns_for_both_in_one_observation_settle_nothing():
    lines = [exposure("SHORT"), exposure("MEDIUM"), exposure("LONG", dither="Dither 2")]
    xml = pair(
        science_target=UNKNOWN,
        science={"dithers": [*POINT, dither("4-Point")], "exposures": lines},
    )
    assert faults(xml, select=["BKG503"]) == ["BKG503 info 1"]


def test_an_extended_class_of_the_configuration_contradicts_a_point_source_dither():
    xml = pair(science_target=UNKNOWN, science={"dithers": POINT})
    intents = {"1": {"source_class": "extended"}}
    assert faults(xml, select=["BKG503"], intents=intents) == ["BKG503 info 1"]


def test_a_time_series_is_a_point_whatever_its_pattern():
    xml = pair(science_target=UNKNOWN, science={"special": [time_series()]})
    assert faults(xml, select=["BKG503"]) == ["BKG503 info 1"]


def test_a_target_flagged_as_background_is_extended_whatever_its_pattern():
    xml = pair(
        science_target={**UNKNOWN, "background": [2]},
        science={"dithers": POINT},
        more_targets=[target(3, "NGC-3", north=10, background=[1])],
    )
    assert faults(xml, select=["BKG503"]) == ["BKG503 info 1"]


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
    intents = {"1": {"strategy": "annulus"}}
    assert faults(science_of_no_extent(dithers=NEITHER), select=["BKG503"], intents=intents) == [
        "BKG503 info 1"
    ]


def test_without_background_and_annulus_nothing_hangs_on_it():
    xml = science_of_no_extent(dithers=NEITHER)
    intents = {"1": {"strategy": "external"}}
    assert faults(xml, select=["BKG503"], intents=intents) == []


def test_the_submit_profile_makes_it_a_warning():
    xml = pair(science_target=UNKNOWN, science={"dithers": NEITHER})
    assert faults(xml, profile="submit") == ["BKG503 warning 1"]


def test_observations_of_a_target_whose_patterns_contradict_each_other_are_one_finding():
    xml = pair(
        science_target=UNKNOWN,
        sky={"count": 2},
        more_observations=[mrs(3, 1, dithers=POINT)],
        links=[group(1, 2, 3)],
    )
    assert faults(xml) == ["BKG503 info -"]
    told = only_finding(xml, "BKG503")
    assert (told.related_observations, told.target) == ((1, 3), "NGC-1")
    assert [one.measured for one in told.evidence.each] == ["EXTENDED", "POINT"]


def test_patterns_of_two_targets_do_not_contradict_each_other():
    xml = pair(
        science_target=UNKNOWN,
        more_targets=[target(3, "NGC-3", north=10, background=[2], **UNKNOWN)],
        more_observations=[mrs(3, 3, dithers=POINT)],
        links=[group(1, 2, 3)],
    )
    assert faults(xml, select=["BKG503"]) == []


def test_two_targets_are_one_finding_with_the_source_type_of_each():
    xml = pair(
        science_target=UNKNOWN,
        science={"dithers": NEITHER},
        more_targets=[target(3, "NGC-3", north=10, background=[2], **UNKNOWN)],
        more_observations=[mrs(3, 3, dithers=NEITHER, special=[time_series()])],
        links=[group(1, 2, 3)],
    )
    told = only_finding(xml, "BKG503")
    assert (told.observation, told.related_observations, told.target) == (None, (1, 3), None)
    assert [one.measured for one in told.evidence.each] == ["EXTENDED", "POINT"]
    assert told.location.trail == "Target 1 NGC-1"
