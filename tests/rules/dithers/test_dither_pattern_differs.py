from __future__ import annotations

from typing import Any

import pytest

from aptcheck.testing import group, ifu, ifu_exposure, outcome, target, time_series
from tests.judging import faults, findings
from tests.rules.other_modes import pair_of

NOD = {"dither": "4-POINT-NOD"}
FOUR: dict[str, Any] = {"dither": "4-POINT-DITHER"}
SPARSE = {"dither": "SPARSE-CYCLING", "listed": "1, 5"}
BARE = {"dithered": False}
TWO = [("G235H", "F170LP"), ("G395H", "F290LP")]


def reported(**change):
    return faults(pair_of(ifu, **change), select=["BKG410"])


@pytest.mark.parametrize(
    ("science", "sky"),
    [
        ({}, NOD),
        (FOUR, NOD),
        (NOD, FOUR),
        (NOD, {"dither": "2-POINT-NOD"}),
        (NOD, BARE),
        (BARE, NOD),
        ({}, SPARSE),
        (FOUR, {}),
        ({}, BARE),
        (BARE, {}),
        ({}, {"dither": "NONE"}),
    ],
)
def test_another_pattern_loses_the_background(science, sky):
    (fault,) = findings(pair_of(ifu, science=science, sky=sky), select=["BKG410"])
    assert (fault.severity.value, fault.observation) == ("error", 2)
    assert fault.related_observations == (1,)
    assert reported(science=science, sky=sky) == reported(science=sky, sky=science)


def test_the_evidence_has_both_patterns():
    (fault,) = findings(pair_of(ifu, science=FOUR, sky=NOD), select=["BKG410"])
    assert (fault.evidence.measured, fault.evidence.limit) == ("4-POINT-NOD", "4-POINT-DITHER")
    assert fault.fixable == "unsafe"


@pytest.mark.parametrize("both", [{}, NOD, FOUR, SPARSE, BARE, {"dither": "NONE"}])
def test_the_same_pattern_passes(both):
    assert reported(both=both) == []


def test_size_and_number_of_points_may_differ():
    assert (
        reported(science={"size": "MEDIUM", "points": 9}, sky={"size": "SMALL", "points": 2}) == []
    )


def test_no_pattern_is_that_of_an_exposure_with_dither_cleared():
    assert reported(science={"dither": "NONE"}, sky=BARE) == []


def test_a_leakage_calibration_is_not_compared():
    rows = [ifu_exposure(), ifu_exposure(leakcal=True, dithered=False)]
    assert reported(science={"exposures": rows}) == []


def test_one_of_several_skies_is_enough():
    more = [ifu(3, 2, **FOUR, label="NGC-1 background")]
    skies = {"more_observations": more, "links": [group(1, 2, 3)]}
    assert reported(science=FOUR, sky=NOD, **skies) == []
    assert reported(science={}, sky=NOD, **skies) == ["BKG410 error 2"]


def test_each_grating_is_judged_by_itself():
    rows = [ifu_exposure(*TWO[0]), ifu_exposure(*TWO[1], dithered=False)]
    assert reported(science={"settings": TWO}, sky={"exposures": rows}) == ["BKG410 error 2"]
    assert reported(both={"exposures": rows}) == []


def test_a_grating_that_the_background_lacks_is_left_to_its_own_rule():
    assert reported(science={"settings": TWO[:1]}, sky={"settings": TWO[1:], **NOD}) == []
    filters = {"settings": [("G140M", "F100LP")]}, {"settings": [("G140M", "F070LP")], **NOD}
    assert reported(science=filters[0], sky=filters[1]) == []


def test_several_patterns_of_the_science_are_one_finding():
    more = [ifu(3, 1, **FOUR)]
    (fault,) = findings(
        pair_of(ifu, sky=NOD, more_observations=more, links=[group(1, 2, 3)]), select=["BKG410"]
    )
    assert (fault.observation, fault.related_observations) == (2, (1, 3))


def test_targets_that_share_a_sky_are_one_finding():
    document = pair_of(
        ifu,
        sky=NOD,
        more_targets=[target(3, "NGC-3", north=-400, background=[2], extended="NO")],
        more_observations=[ifu(3, 3)],
        links=[group(1, 2, 3)],
    )
    (fault,) = findings(document, select=["BKG410"])
    assert (fault.observation, fault.related_observations) == (2, (1, 3))


@pytest.mark.parametrize("dither", [None, "8-POINT-NOD"])
def test_a_pattern_that_is_not_known_is_not_checked(dither):
    for document in (
        pair_of(ifu, sky={"dither": dither}),
        pair_of(ifu, science={"dither": dither}),
    ):
        assert faults(document, select=["BKG410"]) == []
        assert outcome(document, "BKG410")[0] == "not-checked"


def test_what_is_known_is_enough_whatever_else_is_not():
    more = [ifu(3, 2, dither=None, label="NGC-1 background")]
    document = pair_of(ifu, more_observations=more, links=[group(1, 2, 3)])
    assert faults(document, select=["BKG410"]) == []


def test_what_the_plan_does_not_subtract_is_an_info():
    document = pair_of(ifu, sky=NOD)
    for strategy in ("none", "external"):
        intents = {"1": {"strategy": strategy}}
        assert faults(document, select=["BKG410"], intents=intents) == ["BKG410 info 2"]


def test_a_draft_is_warned_and_a_suspected_pair_one_step_less():
    assert faults(pair_of(ifu, sky=NOD), select=["BKG410"], profile="draft") == ["BKG410 warning 2"]
    assert reported(sky=NOD, declared=False) == ["BKG410 warning 2"]


def test_a_time_series_is_left_to_its_own_rule():
    document = pair_of(ifu, science={"special": [time_series()]}, sky=NOD)
    assert faults(document, select=["BKG410"]) == []
    assert outcome(document, "BKG410")[0] == "not-applicable"
