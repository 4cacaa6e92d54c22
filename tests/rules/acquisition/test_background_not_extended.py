from __future__ import annotations

import pytest

from aptcheck.testing import group, mrs, outcome, pair, target
from tests.judging import faults
from tests.rules.imager import faults_beside_angles, imager_pair, only_finding


@pytest.mark.parametrize("extended", ["NO", "Unknown"])
def test_a_sky_that_is_not_extended_is_a_warning(extended):
    xml = pair(sky_target={"extended": extended})
    assert faults(xml) == ["BKG502 warning 2"]
    assert only_finding(xml, "BKG502").evidence.measured == extended


def test_an_extended_sky_is_right():
    assert faults(pair(sky_target={"extended": "YES"})) == []


def test_the_clone_of_a_point_source_is_only_noted():
    assert faults_beside_angles(imager_pair(sky_target={"extended": "NO"})) == ["BKG502 info 2"]


def test_a_sky_target_without_the_field_is_not_checked():
    xml = pair(sky_target={"extended": None})
    assert faults(xml) == []
    assert outcome(xml, "BKG502")[0] == "not-checked"


def test_two_observations_of_one_sky_target_are_one_fault():
    halves = {"gratings": ["SHORT"]}
    rest = {"gratings": ["MEDIUM", "LONG"]}
    xml = pair(
        sky={**halves},
        sky_target={"extended": "NO"},
        more_observations=[mrs(3, 2, **rest)],
        links=[group(1, 2, 3)],
    )
    assert [line for line in faults(xml) if "BKG502" in line] == ["BKG502 warning 2"]


def test_a_sky_that_serves_two_targets_is_one_fault():
    xml = pair(
        sky_target={"extended": "NO"},
        more_targets=[target(3, "NGC-3", north=30, background=[2])],
        more_observations=[mrs(3, 3)],
        links=[group(1, 2, 3)],
    )
    assert faults(xml) == ["BKG502 warning 2"]
    assert only_finding(xml, "BKG502").related_observations == (1, 3)
