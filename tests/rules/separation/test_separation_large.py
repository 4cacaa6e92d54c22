from __future__ import annotations

from typing import Any

import pytest

from aptcheck.testing import (
    coronagraph,
    dither,
    group,
    ifu,
    image,
    lrs,
    mosaic,
    moving,
    mrs,
    offset,
    outcome,
    pair,
    proposal,
    target,
)
from tests.judging import faults, findings
from tests.rules.imager import faults_beside_angles, imager_pair, only_finding
from tests.rules.other_modes import pair_of

POINT: dict[str, Any] = {"dithers": [dither("4-Point", "POINT SOURCE")]}


def point_pair(north, **changes):
    """Make a pair on a point source whose background is so many arcsec north."""
    return pair(
        science_target={"extended": "NO", **changes}, science=POINT, sky_target={"north": north}
    )


@pytest.mark.parametrize(
    ("north", "expected"),
    [
        (60, []),
        (120.4, []),
        (120.6, ["BKG601 info 2"]),
        (600.4, ["BKG601 info 2"]),
        (600.6, ["BKG601 warning 2"]),
    ],
)
def test_two_and_ten_arcmin_are_the_limits_with_half_an_arcsec_of_slack(north, expected):
    assert faults(point_pair(north)) == expected


def test_the_distance_is_compared_with_the_limit():
    found_far = only_finding(point_pair(135), "BKG601")
    assert found_far.related_observations == (1,)
    assert (found_far.evidence.measured, found_far.evidence.limit) == (2.25, 2.0)


def test_a_far_sky_of_an_extended_source_is_only_noted():
    assert faults(pair(sky_target={"north": 900})) == ["BKG601 info 2"]


@pytest.mark.parametrize(
    ("source_class", "severity"),
    [("faint-point", "warning"), ("point-in-extended", "info"), ("faint-extended", "info")],
)
def test_the_class_that_is_set_decides(source_class, severity):
    lines = faults(pair(sky_target={"north": 900}), intents={"1": {"source_class": source_class}})
    assert [line for line in lines if "601" in line] == [f"BKG601 {severity} 2"]


def test_the_outer_limit_does_not_apply_to_an_unknown_class():
    every = {"dithers": [dither("4-Point", "ALL")]}
    xml = pair(science_target={"extended": "Unknown"}, science=every, sky_target={"north": 900})
    assert faults(xml) == ["BKG503 info 1", "BKG601 info 2"]


def test_the_outer_limit_also_applies_to_an_inferred_class():
    evidence = only_finding(point_pair(900), "BKG601").evidence
    assert (evidence.measured, evidence.limit) == (15.0, 10.0)


def test_the_limits_are_settings():
    wide = {"separation_info_arcmin": 20.0, "separation_warning_arcmin": 30.0}
    assert faults(point_pair(900), thresholds=wide) == []


def test_the_distance_is_taken_in_the_middle_of_the_window():
    # 27 years to 1 January 2027 at 2 arcsec a year, away from the sky
    motion = {"proper_motion": (0, -2000), "epoch": 2000.0}
    xml = point_pair(70, **motion)
    assert faults(xml) == ["BKG601 info 2"]
    assert only_finding(xml, "BKG601").evidence.measured == pytest.approx(2.07, abs=0.005)


def test_an_offset_brings_the_sky_there():
    xml = pair(sky_target={"north": 0}, sky={"special": [offset(90, 0)]})
    assert faults(xml) == []
    assert faults(pair(sky_target={"north": 0}, sky={"special": [offset(300, 0)]})) == [
        "BKG601 info 2"
    ]


def test_a_mosaic_is_measured_from_its_nearest_tile():
    tall = mosaic(30, 30, row_overlap=0, column_overlap=0)
    assert "BKG601 info 2" in faults(pair(sky_target={"north": 155}))
    assert "BKG601 info 2" not in faults(pair(sky_target={"north": 155}, science={"tiles": tall}))


def test_a_mosaic_cut_into_observations_is_measured_from_the_nearest():
    near = mrs(3, 1, special=[offset(100, 0)])
    both = group(1, 2, 3)
    sky = {"special": [offset(180, 0)]}
    xml = pair(sky=sky, sky_target={"north": 0}, more_observations=[near], links=[both])
    assert faults(xml) == []


def test_a_far_sky_shared_by_three_targets_is_reported_once():
    xml = pair(
        sky_target={"north": 300},
        more_targets=[
            target(3, "NGC-3", north=10, background=[2]),
            target(4, "NGC-4", north=-40, background=[2]),
        ],
        more_observations=[mrs(3, 3), mrs(4, 4)],
        links=[group(1, 2, 3, 4)],
    )
    assert faults(xml) == ["BKG601 info 2"]
    far = only_finding(xml, "BKG601")
    assert far.related_observations == (1, 3, 4)
    assert far.evidence.measured == pytest.approx(5.67, abs=0.005)


def several_far(*norths):
    """Make point sources 1, 3, ... with skies 2, 4, ... so many arcsec north."""
    targets, observations, links = [], [], []
    for number, north in enumerate(norths):
        science, sky = 2 * number + 1, 2 * number + 2
        place: dict[str, Any] = {"east": 7200 * number}
        targets += [
            target(science, f"STAR-{science}", extended="NO", background=[sky], **place),
            target(sky, f"SKY-{sky}", north=north, **place),
        ]
        observations += [
            mrs(science, science, acquisition="Same Target as Observation", **POINT),
            mrs(sky, sky),
        ]
        links.append(group(science, sky))
    return proposal(targets=targets, observations=observations, links=links)


def test_all_skies_of_a_severity_are_one_finding_with_the_distance_of_each():
    xml = several_far(300, 660, 60, 180, 720)
    noted, grave = findings(xml, select=["BKG601"])[::-1]
    assert faults(xml) == ["BKG601 info -", "BKG601 warning -"]
    assert (noted.related_observations, grave.related_observations) == ((2, 8), (4, 10))
    assert [one.measured for one in grave.evidence.each] == pytest.approx([11, 12], abs=0.01)
    assert [one.related_observations for one in grave.evidence.each] == [(3,), (9,)]
    assert grave.evidence.measured == pytest.approx(12, abs=0.01)
    assert grave.evidence.limit == 10
    assert grave.location.trail == "Fixed Targets > 4 SKY-4"


@pytest.mark.parametrize("order", [1, -1])
def test_a_far_sky_observed_twice_is_listed_twice_in_any_order(order):
    xml = proposal(
        targets=[target(1, "NGC-1", background=[2]), target(2, "NGC-1-SKY", north=300)],
        observations=[mrs(1, 1), mrs(2, 2), mrs(3, 1), mrs(4, 2)][::order],
        links=[group(1, 2), group(3, 4)],
    )
    (finding,) = findings(xml, select=["BKG601"])
    assert (finding.observation, finding.related_observations) == (None, (2, 4))


def test_a_single_sky_of_a_severity_carries_the_finding():
    xml = several_far(300, 660)
    assert faults(xml) == ["BKG601 info 2", "BKG601 warning 4"]


def test_the_imager_primary_is_not_judged():
    xml = imager_pair(sky_target={"north": 300})
    assert faults_beside_angles(xml) == ["BKG801 warning 2"]
    assert outcome(xml, "BKG601")[0] == "not-applicable"


def test_a_moving_target_is_not_checked():
    xml = pair(
        science={"target": 3},
        more_targets=[moving(3, "MARS", background=[2])],
        science_target={"background": []},
    )
    assert outcome(xml, "BKG601")[0] == "not-checked"


def test_a_suspected_sky_stays_an_info():
    xml = pair(sky_target={"north": 300}, science_target={"background": []})
    assert faults(xml) == ["BKG102 error 2", "BKG601 info 2"]


@pytest.mark.parametrize(
    ("build", "both", "north", "expected"),
    [
        (ifu, {}, 110, []),
        (ifu, {}, 150, ["BKG601 info 2"]),
        (coronagraph, {}, 150, ["BKG601 info 2"]),
        (image, {}, 150, []),
        (image, {}, 250, ["BKG601 info 2"]),
        (lrs, {"subarray": "SLITLESSPRISM"}, 250, []),
    ],
)
def test_a_sky_of_another_mode(build, both, north, expected):
    xml = pair_of(build, both=both, sky_target={"north": north})
    assert faults(xml, select=["BKG601"]) == expected


def test_images_are_looked_for_beyond_their_own_field():
    (finding,) = findings(pair_of(image, sky_target={"north": 300}), select=["BKG601"])
    assert (finding.evidence.measured, finding.evidence.limit) == (5.0, 4.0)
