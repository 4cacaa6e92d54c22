from __future__ import annotations

from typing import Any

import pytest

from aptcheck.testing import (
    coronagraph,
    dither,
    exposure,
    fixed_slits,
    group,
    ifu,
    lrs,
    mrs,
    outcome,
    pair,
    proposal,
    target,
    time_series,
)
from tests.judging import faults, findings
from tests.rules.imager import only_finding
from tests.rules.other_modes import pair_of

UNKNOWN: dict[str, Any] = {"extended": "Unknown"}
POINT = [dither("4-Point", "POINT SOURCE")]
#: A pattern of an early APT, made for neither a point nor an extended source.
NEITHER = [dither("4-Point", "ALL")]


def test_unknown_extent_is_reported_where_the_pattern_says_neither():
    xml = pair(science_target=UNKNOWN, science={"dithers": NEITHER})
    assert faults(xml) == ["BKG503 info 1"]
    assert only_finding(xml, "BKG503").target == "NGC-1"


def test_an_undithered_exposure_says_neither():
    xml = pair(science_target=UNKNOWN, both={"dithers": None, "dither": "None"})
    assert faults(xml, select=["BKG503"]) == ["BKG503 info 1"]


def test_one_undithered_exposure_among_others_is_reported():
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


def test_an_annulus_needs_the_extent_too():
    intents = {"1": {"strategy": "annulus"}}
    assert faults(science_of_no_extent(dithers=NEITHER), select=["BKG503"], intents=intents) == [
        "BKG503 info 1"
    ]


def test_without_background_and_annulus_extent_does_not_matter():
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
    reported = only_finding(xml, "BKG503")
    assert (reported.related_observations, reported.target) == ((1, 3), "NGC-1")
    assert [one.measured for one in reported.evidence.each] == ["EXTENDED", "POINT"]


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
    reported = only_finding(xml, "BKG503")
    assert (reported.observation, reported.related_observations, reported.target) == (
        None,
        (1, 3),
        None,
    )
    assert [one.measured for one in reported.evidence.each] == ["EXTENDED", "POINT"]
    assert reported.location.trail == "Fixed Targets > 1 NGC-1"


MAPPING = {"dither": "MAPPING", "steps": (2, 2)}


@pytest.mark.parametrize(
    ("build", "both", "taken"),
    [
        (lrs, MAPPING, "POINT"),
        (ifu, {}, "EXTENDED"),
        (ifu, {"dither": "4-POINT-DITHER"}, "EXTENDED"),
        (fixed_slits, {}, "POINT"),
    ],
)
def test_unknown_extent_in_another_mode(build, both, taken):
    xml = pair_of(
        build,
        both=both,
        extended="Unknown",
        more_observations=[build(3, 1, **both)],
        links=[group(1, 2, 3)],
    )
    (reported,) = findings(xml, select=["BKG503"])
    assert (reported.severity.value, reported.related_observations) == ("info", (1, 3))
    assert [one.measured for one in reported.evidence.each] == [taken, taken]


@pytest.mark.parametrize(
    ("build", "both"),
    [
        (lrs, {}),
        (ifu, {"dither": "4-POINT-NOD"}),
        (fixed_slits, {"positions": "P_3", "subpixel": "NONE"}),
    ],
)
def test_nods_say_that_it_is_a_point(build, both):
    assert faults(pair_of(build, both=both, extended="Unknown"), select=["BKG503"]) == []


def test_in_another_mode_a_stated_extent_is_enough_and_a_class_that_contradicts_the_nods_is_reported():
    assert faults(pair_of(ifu, extended="YES"), select=["BKG503"]) == []
    xml = pair_of(lrs, extended="Unknown")
    intents = {"1": {"source_class": "extended"}}
    assert faults(xml, select=["BKG503"], intents=intents) == ["BKG503 info 1"]


def test_it_is_raised_for_submission_and_no_matter_without_a_background_or_spectra():
    xml = pair_of(ifu, extended="Unknown")
    assert faults(xml, select=["BKG503"], profile="submit") == ["BKG503 warning 1"]
    alone = pair_of(ifu, extended="Unknown", declared=False, links=[])
    assert faults(alone, select=["BKG503"]) == []
    assert outcome(pair_of(coronagraph, extended="Unknown"), "BKG503")[0] == "not-applicable"
