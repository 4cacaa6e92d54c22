from __future__ import annotations

import pytest

from aptcheck.testing import dither, group, moving, mrs, offset, outcome, proposal, target
from tests.judging import faults
from tests.rules.imager import only_finding


def moving_alone(*observations):
    return proposal(targets=[moving(1, "MARS")], observations=observations or [mrs(1)])


def test_a_moving_target_without_background_is_a_warning():
    assert faults(moving_alone()) == ["BKG904 warning 1"]


def test_two_observations_of_a_body_are_one_finding():
    assert faults(moving_alone(mrs(1), mrs(2, 1))) == ["BKG904 warning -"]
    finding = only_finding(moving_alone(mrs(1), mrs(2, 1)), "BKG904")
    assert (finding.related_observations, finding.target) == ((1, 2), "MARS")


def test_two_bodies_are_one_finding():
    xml = proposal(
        targets=[moving(1, "MARS"), moving(2, "CERES", body="CERES")],
        observations=[mrs(2, 2), mrs(1, 1)],
    )
    assert faults(xml, select=["BKG904"]) == ["BKG904 warning -"]
    finding = only_finding(xml, "BKG904", select=["BKG904"])
    assert finding.related_observations == (1, 2)
    assert finding.location.trail == "Solar System Targets > 1 MARS"


def test_a_background_is_enough():
    xml = proposal(
        targets=[moving(1, "MARS", background=[2]), moving(2, "MARS-SKY", body="MARS")],
        observations=[mrs(1), mrs(2, special=[offset(90, 0)])],
        links=[group(1, 2)],
    )
    assert faults(xml, ignore=["ORI106"]) == []


@pytest.mark.parametrize("strategy", ["none", "external", "shadow", "annulus"])
def test_a_background_from_elsewhere_is_enough(strategy):
    intents = {"1": {"strategy": strategy}}
    assert faults(moving_alone(), ignore=["BKG409"], intents=intents) == []


def test_an_annulus_that_is_only_inferred_is_not_enough():
    point = mrs(1, dithers=[dither("4-Point", "POINT SOURCE")])
    xml = proposal(targets=[moving(1, "CERES", extended="NO")], observations=[point])
    assert faults(xml) == ["BKG904 warning 1"]


def test_a_declared_sky_that_is_missing_is_that_fault_alone():
    xml = proposal(
        targets=[moving(1, "MARS", background=[2]), target(2, "BLANK-SKY")], observations=[mrs(1)]
    )
    assert faults(xml) == ["BKG101 error 1"]


def test_fixed_targets_have_their_own_rule():
    xml = proposal(targets=[target(1, "NGC-1")], observations=[mrs(1)])
    assert outcome(xml, "BKG904")[0] == "not-applicable"


def test_the_submit_profile_makes_it_an_error():
    assert faults(moving_alone(), profile="submit") == ["BKG904 error 1"]
