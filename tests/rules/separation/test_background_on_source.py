from __future__ import annotations

import pytest

from aptcheck.testing import (
    coronagraph,
    fixed_slits,
    group,
    ifu,
    image,
    lrs,
    mosaic,
    moving,
    offset,
    outcome,
    pair,
    proposal,
    target,
)
from tests.judging import faults
from tests.rules.imager import faults_beside_angles, imager_pair, only_finding
from tests.rules.other_modes import pair_of

#: The overlap of the fields is reported by rules that need geometry.
GEOMETRY = ("BKG602",)


@pytest.mark.parametrize(
    ("north", "expected"),
    [
        (0, ["BKG603 error 2"]),
        (5.9, ["BKG603 error 2"]),
        (6.1, ["BKG603 warning 2"]),
        (8.9, ["BKG603 warning 2"]),
        (9.1, []),
    ],
)
def test_six_and_nine_arcsec_are_the_limits(north, expected):
    assert faults(pair(sky_target={"north": north}), ignore=GEOMETRY) == expected


def test_the_distance_is_compared_with_the_limit_of_an_error():
    on_source = only_finding(pair(sky_target={"north": 4}), "BKG603")
    assert on_source.related_observations == (1,)
    assert (on_source.evidence.measured, on_source.evidence.limit) == (4.0, 6.0)


def test_an_offset_takes_the_sky_off_the_source():
    assert faults(pair(sky_target={"north": 0}, sky={"special": [offset(0, 60)]})) == []


def test_an_offset_that_meets_the_source_only_at_some_angles_is_not_an_error():
    xml = pair(sky_target={"north": 5}, sky={"special": [offset(0, 4)]})
    assert faults(xml, ignore=GEOMETRY) == ["BKG603 warning 2"]


def test_a_sky_inside_a_mosaic_is_on_the_source():
    large = mosaic(9, 9, row_overlap=10, column_overlap=10)
    xml = pair(science={"tiles": large}, sky_target={"north": 12})
    assert faults(xml, ignore=GEOMETRY) == ["BKG603 error 2"]


def test_proper_motion_brings_the_source_into_the_sky():
    # 27 years to 1 January 2027 at 1 arcsec a year
    motion = {"proper_motion": (0, 1000), "epoch": 2000.0}
    assert faults(pair(science_target=motion, sky_target={"north": 30}), ignore=GEOMETRY) == [
        "BKG603 error 2"
    ]
    assert faults(pair(sky_target={"north": 30}), ignore=GEOMETRY) == []


def test_the_copy_under_the_imager_is_meant_to_be_there():
    xml = imager_pair()
    assert faults_beside_angles(xml) == []
    assert outcome(xml, "BKG603")[0] == "not-applicable"


def test_a_shadow_is_taken_at_the_same_place_at_another_time():
    xml = pair(
        science={"target": 3},
        sky={"target": 4},
        science_target={"background": []},
        more_targets=[moving(3, "MARS", background=[4]), moving(4, "MARS-SKY", body="MARS")],
    )
    assert faults_beside_angles(xml, intents={"1": {"strategy": "shadow"}}) == ["BKG604 info 2"]
    assert outcome(xml, "BKG603")[0] == "not-checked"


def in_a_row_of_tiles(east):
    row = mosaic(1, 7, column_overlap=10)
    return pair(sky={"tiles": row}, sky_target={"north": 5, "east": east})


def test_in_the_field_at_every_allowed_angle_is_an_error_at_any_distance():
    xml = in_a_row_of_tiles(east=7)
    assert faults(xml, select=["BKG603"]) == ["BKG603 error 2"]
    evidence = only_finding(xml, "BKG603").evidence
    assert (evidence.measured, evidence.limit) == (8.6, None)


def test_in_the_field_at_some_angles_is_not_an_error():
    assert faults(in_a_row_of_tiles(east=8), select=["BKG603"]) == []


UNDITHERED = {"dithers": None, "dither": "None"}
ON_SOURCE = ["BKG602", "BKG603"]


@pytest.mark.parametrize(
    ("build", "both", "north", "expected"),
    [
        (ifu, {}, 0.7, ["BKG603 error 2"]),
        # how far the cycling points reach is known at most
        (ifu, {}, 1.2, ["BKG603 warning 2"]),
        (ifu, {"dither": "NONE"}, 1.5, ["BKG603 error 2"]),
        (image, UNDITHERED, 36, ["BKG603 error 2"]),
        (image, {}, 36, ["BKG603 warning 2"]),
        (image, {}, 5, ["BKG603 error 2"]),
        (coronagraph, {}, 11, ["BKG603 error 2"]),
        (coronagraph, {"dither": "9-POINT-SMALL-GRID"}, 11, ["BKG603 error 2"]),
        (coronagraph, {}, 40, []),
        (lrs, {}, 0.15, ["BKG603 error 2"]),
        (lrs, {}, 0.9, ["BKG603 warning 2"]),
        (fixed_slits, {}, 0, ["BKG603 error 2"]),
        (fixed_slits, {}, 0.9, ["BKG603 warning 2"]),
        (lrs, {"subarray": "SLITLESSPRISM"}, 0, []),
        (image, {}, 400, []),
    ],
)
def test_the_field_of_another_mode_decides_how_near_is_on_the_source(build, both, north, expected):
    xml = pair_of(build, both=both, sky_target={"north": north})
    assert faults(xml, select=ON_SOURCE) == expected


def test_the_limit_is_that_of_the_field():
    on_source = only_finding(
        pair_of(ifu, both={"dither": "NONE"}, sky_target={"north": 1.2}), "BKG603"
    )
    assert on_source.evidence.limit == pytest.approx(1.49, abs=0.02)
    perhaps = only_finding(pair_of(image, sky_target={"north": 20}), "BKG603")
    assert perhaps.evidence.limit == pytest.approx(36.8, abs=0.1)


def test_in_a_field_of_another_mode_at_every_allowed_angle():
    # beyond the circle that fits into one nod, within the four of them
    finding = only_finding(
        pair_of(ifu, both={"dither": "4-POINT-NOD"}, sky_target={"north": 1.2}), "BKG603"
    )
    assert (finding.severity.value, finding.evidence.limit) == ("warning", None)


def test_an_offset_on_a_moving_body_in_another_mode():
    def followed(x):
        return proposal(
            targets=[moving(1, "MARS", background=[2]), moving(2, "MARS-SKY", body="MARS")],
            observations=[ifu(1, 1), ifu(2, 2, special=[offset(x, 0)])],
            links=[group(1, 2)],
        )

    assert faults(followed(0.5), select=["BKG603"]) == ["BKG603 error 2"]
    assert faults(followed(30), select=["BKG603", "BKG604"]) == []
    assert faults(followed(0), select=["BKG603", "BKG604"]) == ["BKG604 info 2"]


def test_one_target_on_both_sides_is_another_fault():
    itself = proposal(
        targets=[target(1, "NGC-1", background=[1])],
        observations=[ifu(1, 1), ifu(2, 1)],
        links=[group(1, 2)],
    )
    assert faults(itself, select=["BKG603"]) == []
