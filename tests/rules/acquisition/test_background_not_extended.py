from __future__ import annotations

from typing import Any

import pytest

from aptcheck.testing import (
    coronagraph,
    fixed_slits,
    group,
    ifu,
    image,
    lrs,
    mrs,
    outcome,
    pair,
    target,
)
from tests.judging import faults, findings
from tests.rules.imager import faults_beside_angles, imager_pair, only_finding
from tests.rules.other_modes import pair_of


@pytest.mark.parametrize("extended", ["NO", "Unknown"])
def test_a_background_that_is_not_extended_is_reported(extended):
    xml = pair(sky_target={"extended": extended})
    assert faults(xml) == ["BKG502 info 2"]
    assert only_finding(xml, "BKG502").evidence.measured == extended


def test_an_extended_sky_is_right():
    assert faults(pair(sky_target={"extended": "YES"})) == []


def test_the_copy_of_a_point_source_is_reported_too():
    assert faults_beside_angles(imager_pair(sky_target={"extended": "NO"})) == ["BKG502 info 2"]


def test_a_sky_target_without_the_field_is_not_checked():
    xml = pair(sky_target={"extended": None})
    assert faults(xml) == []
    assert outcome(xml, "BKG502")[0] == "not-checked"


def test_two_observations_of_one_sky_target_are_one_finding_that_lists_both():
    halves = {"gratings": ["SHORT"]}
    rest: dict[str, Any] = {"gratings": ["MEDIUM", "LONG"]}
    xml = pair(
        sky={**halves},
        sky_target={"extended": "NO"},
        more_observations=[mrs(3, 2, **rest)],
        links=[group(1, 2, 3)],
    )
    assert [line for line in faults(xml) if "BKG502" in line] == ["BKG502 info -"]
    reported = only_finding(xml, "BKG502")
    assert (reported.related_observations, reported.target) == ((2, 3), "NGC-1-SKY")


def test_a_sky_that_serves_two_targets_is_one_fault():
    xml = pair(
        sky_target={"extended": "NO"},
        more_targets=[target(3, "NGC-3", north=30, background=[2])],
        more_observations=[mrs(3, 3)],
        links=[group(1, 2, 3)],
    )
    assert faults(xml) == ["BKG502 info 2"]
    assert only_finding(xml, "BKG502").related_observations == (1, 3)


def two_pairs(**changes):
    return pair(
        sky_target={"extended": "NO"},
        more_targets=[
            target(3, "NGC-3", north=600, background=changes.pop("background", [4])),
            target(4, "NGC-3-SKY", north=690, **{"extended": "Unknown", **changes}),
        ],
        more_observations=[mrs(3, 3, label="NGC-3"), mrs(4, 4, label="NGC-3 sky")],
        more_links=[group(3, 4)],
    )


def test_all_skies_of_a_proposal_are_one_finding_at_the_first_of_them():
    reported = only_finding(two_pairs(), "BKG502")
    assert (reported.observation, reported.related_observations, reported.target) == (
        None,
        (2, 4),
        None,
    )
    assert [(one.observation, one.target, one.measured) for one in reported.evidence.each] == [
        (2, "NGC-1-SKY", "NO"),
        (4, "NGC-3-SKY", "Unknown"),
    ]
    assert reported.location.trail == "Fixed Targets > 2 NGC-1-SKY"


def test_one_sky_that_says_nothing_does_not_hide_another():
    xml = two_pairs(extended=None)
    assert [line for line in faults(xml) if "502" in line] == ["BKG502 info 2"]
    assert outcome(xml, "BKG502")[1] is not None


def test_a_suspected_background_is_reported_separately():
    reported = [line for line in faults(two_pairs(background=[])) if "BKG502" in line]
    assert reported == ["BKG502 info 2", "BKG502 info 4"]


@pytest.mark.parametrize("build", [image, lrs, ifu, fixed_slits])
def test_a_background_of_another_mode_is_reported_too(build):
    xml = pair_of(build, sky_target={"extended": "Unknown"})
    assert faults(xml, select=["BKG502"]) == ["BKG502 info 2"]
    assert faults(pair_of(build), select=["BKG502"]) == []


def test_the_entry_is_to_be_changed_in_every_mode():
    (reported,) = findings(pair_of(image, sky_target={"extended": "NO"}), select=["BKG502"])
    assert (reported.evidence.measured, reported.target, reported.fixable) == (
        "NO",
        "NGC-1-SKY",
        "safe",
    )


def test_coronagraphic_and_slitless_skies_are_not_judged():
    for build, both in ((coronagraph, {}), (lrs, {"subarray": "SLITLESSPRISM"})):
        xml = pair_of(build, both=both, sky_target={"extended": "NO"})
        assert outcome(xml, "BKG502")[0] == "not-applicable"


def test_one_target_for_two_modes_is_reported_once():
    xml = pair(
        sky_target={"extended": "NO"},
        more_observations=[ifu(3, 1), ifu(4, 2)],
        more_links=[group(3, 4)],
    )
    assert faults(xml, select=["BKG502"]) == ["BKG502 info 2"]


def test_one_target_for_each_mode_is_reported_for_each():
    xml = pair(
        sky_target={"extended": "NO"},
        more_targets=[target(3, "NGC-1-FAR", north=120, extended="NO")],
        science_target={"background": [2, 3]},
        more_observations=[ifu(3, 1), ifu(4, 3)],
        more_links=[group(3, 4)],
    )
    assert faults(xml, select=["BKG502"]) == ["BKG502 info 2", "BKG502 info 4"]
