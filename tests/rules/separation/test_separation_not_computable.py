from __future__ import annotations

import pytest

from aptcheck.testing import (
    coronagraph,
    group,
    ifu,
    moving,
    mrs,
    offset,
    outcome,
    pair,
    proposal,
    target,
)
from tests.rules.imager import faults_beside_angles, only_finding

MARS = moving(3, "MARS", background=[4])
SAME_BODY = moving(4, "MARS-SKY", body="MARS")


def bodies(science=MARS, sky=SAME_BODY, **sky_changes):
    return pair(
        science={"target": 3},
        sky={"target": 4, **sky_changes},
        science_target={"background": []},
        more_targets=[science, sky],
    )


def test_two_targets_on_one_body_without_an_offset_are_reported():
    xml = bodies()
    assert faults_beside_angles(xml) == ["BKG604 info 2"]
    assert only_finding(xml, "BKG604").target == "MARS-SKY"


def test_a_science_with_two_observations_of_a_sky_is_named_once():
    xml = pair(
        science={"target": 3},
        sky={"target": 4},
        science_target={"background": []},
        more_targets=[MARS, SAME_BODY],
        more_observations=[mrs(5, 4)],
        links=[group(1, 2, 5)],
    )
    assert only_finding(xml, "BKG604").related_observations == (1,)


def test_the_offset_between_two_targets_on_one_body_is_the_separation():
    assert faults_beside_angles(bodies(special=[offset(60, 0)])) == []
    assert faults_beside_angles(bodies(special=[offset(300, 0)])) == ["BKG601 info 2"]


def test_a_shadow_with_an_offset_is_also_computed():
    assert (
        faults_beside_angles(bodies(special=[offset(60, 0)]), intents={"1": {"strategy": "shadow"}})
        == []
    )


def test_another_body_or_a_fixed_sky_is_reported():
    other = bodies(sky=moving(4, "EUROPA"))
    fixed = bodies(sky=target(4, "BLANK-SKY"))
    assert faults_beside_angles(other) == ["BKG604 info 2"]
    assert faults_beside_angles(fixed) == ["BKG604 info 2"]
    assert only_finding(fixed, "BKG604").target == "BLANK-SKY"


def test_unreadable_coordinates_are_reported():
    xml = pair(sky_target={"coordinates": None})
    assert faults_beside_angles(xml) == ["BKG604 info 2"]
    assert only_finding(xml, "BKG604").target == "NGC-1-SKY"


def test_fixed_targets_are_computed():
    assert faults_beside_angles(pair()) == []


SHADOW = {"1": {"strategy": "shadow"}}


def test_a_shadow_has_no_separation():
    assert faults_beside_angles(bodies(), intents=SHADOW) == ["BKG604 info 2"]
    fixed = bodies(sky=target(4, "WHERE-IT-WAS"))
    assert faults_beside_angles(fixed, intents=SHADOW) == ["BKG604 info 2"]


def test_a_fixed_target_has_no_shadow_and_is_computed():
    assert outcome(pair(), "BKG604", intents=SHADOW) == ("passed", None)


def test_one_sky_of_two_sciences_is_reported_once():
    xml = pair(
        sky={"count": 2},
        sky_target={"coordinates": None},
        more_observations=[mrs(3, 1)],
        links=[group(1, 2, 3)],
    )
    assert faults_beside_angles(xml) == ["BKG604 info 2"]
    assert only_finding(xml, "BKG604").related_observations == (1, 3)


def test_an_offset_beyond_the_sky_is_reported_and_no_distance():
    far = pair(sky={"special": [offset("1e300", 0)]})
    assert "BKG604 info 2" in faults_beside_angles(far)
    assert not any(line.startswith("BKG601") for line in faults_beside_angles(far))
    assert only_finding(far, "BKG604").related_observations == (1,)


@pytest.mark.parametrize("build", [ifu, coronagraph])
def test_a_moving_target_of_another_mode(build):
    xml = proposal(
        targets=[moving(1, "MARS", background=[2]), moving(2, "MARS-SKY", body="MARS")],
        observations=[build(1, 1), build(2, 2)],
        links=[group(1, 2)],
    )
    finding = only_finding(xml, "BKG604")
    assert (finding.severity.value, finding.observation) == ("info", 2)
    assert outcome(xml, "BKG601")[0] == outcome(xml, "BKG603")[0] == "not-checked"
