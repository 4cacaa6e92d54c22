from __future__ import annotations

import pytest

from aptcheck.testing import group, mrs, outcome, pair, persistence_risk, target
from tests.judging import faults
from tests.rules.imager import only_finding

BRIGHT = {"intents": {"1": {"bright": True}}}


def test_a_bright_source_before_its_background_is_a_warning():
    assert faults(pair(), **BRIGHT) == ["BKG701 warning 2"]


def test_persistence_risk_says_bright_as_well():
    assert faults(pair(science={"special": [persistence_risk()]})) == ["BKG701 warning 2"]


def test_a_background_that_comes_first_is_right():
    assert faults(pair(links=[group(2, 1)]), ignore=("APT006",), **BRIGHT) == []


def test_a_source_nobody_calls_bright_is_not_judged():
    xml = pair()
    assert faults(xml) == []
    assert outcome(xml, "BKG701")[0] == "not-applicable"


def test_without_a_sequence_the_order_is_not_fixed():
    xml = pair(link={"sequence": False})
    assert faults(xml, **BRIGHT) == ["BKG118 info 2", "BKG701 warning 2"]
    told = only_finding(xml, "BKG701", **BRIGHT)
    assert told.location.trail == "Linking Requirements > Group 1"
    assert told.related_observations == (1,)


def test_without_a_link_the_missing_link_is_the_fault():
    lines = faults(pair(links=[]), **BRIGHT)
    assert [line for line in lines if "701" in line] == []


def test_one_background_before_the_source_is_enough():
    second = mrs(3, 2)
    xml = pair(more_observations=[second], links=[group(3, 1, 2)])
    assert [line for line in faults(xml, **BRIGHT) if "701" in line] == []


def test_the_background_of_another_source_must_not_follow():
    xml = pair(
        more_targets=[
            target(3, "NGC-3", north=-30, background=[4]),
            target(4, "NGC-3-SKY", north=-90, category="Calibration"),
        ],
        more_observations=[mrs(3, 3), mrs(4, 4)],
        links=[group(2, 1, 4, 3)],
    )
    assert faults(xml, ignore=("APT006", "BKG106"), **BRIGHT) == ["BKG701 warning 4"]
    assert only_finding(xml, "BKG701", **BRIGHT).related_observations == (1, 3)


def test_a_fainter_source_may_stand_before_the_background_of_another():
    xml = pair(
        more_targets=[
            target(3, "NGC-3", north=-30, background=[4]),
            target(4, "NGC-3-SKY", north=-90, category="Calibration"),
        ],
        more_observations=[mrs(3, 3), mrs(4, 4)],
        links=[group(2, 1), group(4, 3)],
    )
    assert faults(xml, ignore=("APT006",), **BRIGHT) == []


def test_two_bright_observations_of_a_target_are_one_finding():
    xml = pair(sky={"count": 2}, more_observations=[mrs(3, 1)], links=[group(1, 3, 2)])
    intents = {"NGC-1": {"bright": True}}
    assert faults(xml, ignore=("APT006",), intents=intents) == ["BKG701 warning 2"]
    assert only_finding(xml, "BKG701", intents=intents).related_observations == (1, 3)


@pytest.mark.parametrize(("profile", "severity"), [("submit", "error"), ("draft", "warning")])
def test_the_submit_profile_raises_it(profile, severity):
    assert faults(pair(), profile=profile, **BRIGHT) == [f"BKG701 {severity} 2"]
