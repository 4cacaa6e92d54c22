from __future__ import annotations

from typing import Any

import pytest

from aptcheck.testing import (
    coronagraph,
    group,
    ifu,
    image,
    lrs,
    moving,
    mrs,
    outcome,
    pair,
    target,
)
from tests.judging import faults, findings
from tests.rules.imager import faults_beside_angles, imager_pair, only_finding
from tests.rules.other_modes import pair_of

MOVING = {"proper_motion": (120.0, -45.5), "epoch": 2016.0}


def test_a_sky_with_proper_motion_moves_away():
    xml = pair(sky_target=MOVING)
    assert faults(xml) == ["BKG504 warning 2"]
    assert only_finding(xml, "BKG504").target == "NGC-1-SKY"


def test_a_sky_with_parallax_is_a_star():
    xml = pair(sky_target={"parallax": 0.5})
    assert faults(xml) == ["BKG504 warning 2"]


@pytest.mark.parametrize(
    "still", [{}, {"proper_motion": (0.0, 0.0), "epoch": 2016.0}, {"epoch": 2000.0}]
)
def test_a_background_without_motion_passes(still):
    assert faults(pair(sky_target=still)) == []


def test_the_motion_of_the_science_is_not_judged():
    assert faults(pair(science_target=MOVING)) == []


def test_a_copy_moves_with_its_science_target():
    assert faults_beside_angles(imager_pair(science_target=MOVING, sky_target=MOVING)) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"proper_motion": None, "epoch": None},
        {"proper_motion": (120.0, -45.0)},
        {"parallax": 0.1},
        {"epoch": 2000.0},
    ],
    ids=str,
)
def test_a_copy_that_moves_differently_loses_its_source(changes):
    xml = imager_pair(science_target=MOVING, sky_target={**MOVING, **changes})
    assert faults_beside_angles(xml) == ["BKG504 warning 2"]
    assert only_finding(xml, "BKG504").target == "NGC-1-CLONE"


def test_epochs_of_copies_without_motion_may_differ():
    xml = imager_pair(science_target={"epoch": 2000.0}, sky_target={"epoch": 2016.0})
    assert faults_beside_angles(xml) == []


def test_a_copy_shared_by_two_targets_need_follow_only_one():
    xml = imager_pair(
        science_target=MOVING,
        sky_target=MOVING,
        more_targets=[target(3, "NGC-3", north=1, background=[2])],
        more_observations=[mrs(3, 3)],
        links=[group(1, 2, 3)],
    )
    assert faults_beside_angles(xml) == []


def test_a_body_has_no_proper_motion():
    xml = pair(
        science={"target": 3},
        sky={"target": 4},
        more_targets=[moving(3, "MARS", background=[4]), moving(4, "MARS-SKY", body="MARS")],
    )
    assert outcome(xml, "BKG504")[0] == "not-applicable"


@pytest.mark.parametrize(
    ("build", "both"),
    [(coronagraph, {}), (image, {}), (ifu, {}), (lrs, {"subarray": "SLITLESSPRISM"})],
)
def test_a_sky_of_another_mode_moves_away_too(build, both):
    xml = pair_of(build, both=both, sky_target=MOVING)
    (reported,) = findings(xml, select=["BKG504"])
    assert (reported.severity.value, reported.observation, reported.fixable) == (
        "warning",
        2,
        "unsafe",
    )
    assert faults(pair_of(build, both=both), select=["BKG504"]) == []


def test_one_sky_of_two_modes_is_reported_once():
    more: dict[str, Any] = {
        "more_observations": [ifu(3, 1), ifu(4, 2)],
        "more_links": [group(3, 4)],
    }
    (reported,) = findings(pair(sky_target=MOVING, **more), select=["BKG504"])
    assert (reported.observation, reported.related_observations) == (2, (1, 3, 4))
    assert reported.fixable == "unsafe"


def test_what_another_mode_takes_as_science_keeps_its_motion():
    xml = pair(
        science_target={"background": []},
        sky_target=MOVING,
        more_observations=[ifu(3, 2)],
        more_links=[group(1, 2)],
    )
    (reported,) = findings(xml, select=["BKG504"])
    assert reported.fixable is None
