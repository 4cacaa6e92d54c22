from __future__ import annotations

import math
from typing import Any

import pytest

from aptcheck.geometry.angles import AngleSet
from aptcheck.testing import (
    coronagraph,
    dither,
    fixed_slits,
    group,
    ifu,
    image,
    lrs,
    mosaic,
    moving,
    mrs,
    offset,
    orient_range,
    outcome,
    pair,
    proposal,
)
from tests.judging import faults
from tests.rules.imager import imager_pair, only_finding
from tests.rules.orient.angles import clean_ranges, faults_of
from tests.rules.other_modes import pair_of

CODE = "BKG602"


@pytest.mark.parametrize(
    ("north", "expected"),
    [
        (0, []),  # BKG603 reports it
        (8, []),
        (9.5, ["BKG602 warning 2"]),
        (14, []),  # two dithered fields of 6.3 arcsec reach
        (90, []),
    ],
)
def test_two_fields_meet_to_about_twice_their_reach(north: float, expected: list[str]) -> None:
    assert faults_of(CODE, pair(sky_target={"north": north})) == expected


def test_where_the_sky_is_on_the_source_one_finding_is_enough() -> None:
    codes = ["BKG602", "BKG603"]
    assert faults(pair(sky_target={"north": 7}), select=codes) == ["BKG603 warning 2"]
    assert faults(pair(sky_target={"north": 9.5}), select=codes) == ["BKG602 warning 2"]


def test_the_distance_of_the_pointings_is_measured() -> None:
    fault = only_finding(pair(sky_target={"north": 9.5}), CODE)
    assert fault.evidence is not None
    assert (fault.evidence.measured, fault.evidence.unit) == (9.5, "arcsec")
    assert fault.related_observations == (1,)


def test_a_pair_that_meets_at_every_angle_has_no_clean_one() -> None:
    fault = only_finding(pair(sky_target={"north": 0}, sky={"special": [offset(0, 9.1)]}), CODE)
    assert fault.angles is not None
    assert fault.angles.avoid == fault.angles.allowed
    assert fault.angles.clean == ()


def some_angles(**changes):
    """Stand the sky where its column of tiles points at the science at most angles."""
    column = mosaic(5, 1, row_overlap=0)
    return pair(sky={"tiles": column, **changes}, sky_target={"east": 15.0, "north": 0.0})


def test_tiles_of_the_sky_count_at_the_angles_at_which_they_meet() -> None:
    assert faults_of(CODE, some_angles()) == ["BKG602 warning 2"]
    fault = only_finding(some_angles(), CODE)
    assert fault.angles is not None
    assert [(round(low, 1), round(high, 1)) for low, high in fault.angles.avoid] == [
        (93.6, 116.1),
        (284.8, 299.5),
    ]
    assert [round(low) for low, _ in fault.angles.clean] == [300]


def test_the_clean_angles_fix_it() -> None:
    ranges = [
        orient_range(*ends) for ends in clean_ranges(only_finding(some_angles(), CODE), "ALL")
    ]
    assert faults_of(CODE, some_angles(special=ranges)) == []


def test_an_offset_counts_from_the_target() -> None:
    beside = pair(sky_target={"north": 0}, sky={"special": [offset(0, 9.1)]})
    assert faults(beside, select=["BKG602", "BKG603"]) == ["BKG602 warning 2"]
    away = pair(sky_target={"north": 0}, sky={"special": [offset(0, 25)]})
    assert faults_of(CODE, away) == []


def test_the_stated_extent_counts() -> None:
    near: dict[str, Any] = {"sky_target": {"north": 30}}
    assert faults_of(CODE, pair(**near)) == []
    assert faults_of(CODE, pair(**near), intents={"1": {"extent_arcsec": 20}}) == []
    assert faults_of(CODE, pair(**near), intents={"1": {"extent_arcsec": 26}}) == [
        "BKG602 warning 2"
    ]


def test_undithered_fields_need_to_come_nearer() -> None:
    still = {"dithers": [], "dither": "None"}
    assert faults_of(CODE, pair(both=still, sky_target={"north": 10.5})) == []
    wide = {"dithers": [dither("4-Point", "EXTENDED SOURCE")]}
    assert faults_of(CODE, pair(both=wide, sky_target={"north": 9.5})) == ["BKG602 warning 2"]


def test_several_sciences_are_one_finding() -> None:
    two = pair(
        sky_target={"north": 9.5},
        more_observations=[mrs(3, target=1)],
        links=[group(1, 2, 3)],
    )
    fault = only_finding(two, CODE)
    assert fault.related_observations == (1, 3)


def test_a_suspected_pair_is_rated_lower() -> None:
    meant = pair(science_target={"background": []}, sky_target={"north": 9.5})
    assert faults_of(CODE, meant) == ["BKG602 info 2"]


def test_the_source_in_the_ring_of_the_imager_is_reported_by_another_rule() -> None:
    ring = imager_pair()
    assert faults(ring, select=["BKG602", "ORI103"], intents={"1": {"extent_arcsec": 65}}) == [
        "ORI103 error 2"
    ]


def test_far_pairs_pass_without_geometry() -> None:
    assert outcome(pair(), CODE)[0] == "passed"


def test_one_body_with_an_offset_is_decided_by_it() -> None:
    def titan(arcsec: float):
        return proposal(
            targets=[moving(1, "TITAN", background=[2]), moving(2, "T-SKY", body="TITAN")],
            observations=[mrs(1), mrs(2, special=[offset(arcsec, 0)])],
            links=[group(1, 2)],
        )

    assert outcome(titan(60), CODE)[0] == "passed"
    assert outcome(titan(9), CODE)[0] == "not-checked"


def test_without_coordinates_nothing_is_checked() -> None:
    lost = pair(sky_target={"coordinates": None})
    assert outcome(lost, CODE)[0] == "not-checked"


def test_a_sky_where_the_target_will_have_left_is_not_checked() -> None:
    intents = {"1": {"strategy": "shadow"}}
    shadow = pair(
        science_target={"background": []},
        science={"target": 3},
        sky={"target": 4},
        more_targets=[moving(3, "MARS", background=[4]), moving(4, "MARS-SKY", body="MARS")],
    )
    assert outcome(shadow, CODE, intents=intents)[0] == "not-checked"
    fixed = pair(sky_target={"north": 1})
    assert outcome(fixed, CODE, intents=intents) == outcome(fixed, CODE)


UNDITHERED = {"dithers": None, "dither": "None"}
#: The pole of the ecliptic, where every position angle comes once a year.
POLE = {"ra": 270.0, "dec": 66.56}


@pytest.mark.parametrize(
    ("build", "both", "north", "expected"),
    [
        (ifu, {"dither": "4-POINT-NOD"}, 4, ["BKG602 warning 2"]),
        (ifu, {"dither": "4-POINT-NOD"}, 8, []),
        (lrs, {}, 2, ["BKG602 warning 2"]),
        (lrs, {}, 7, []),
        (coronagraph, {}, 25, ["BKG602 warning 2"]),
        (coronagraph, {}, 40, []),
        # the source, or a piece of sky
        (image, UNDITHERED, 40, ["BKG602 warning 2"]),
        (image, UNDITHERED, 80, ["BKG602 info 2"]),
        (image, UNDITHERED, 140, []),
    ],
)
def test_fields_of_another_mode_meet(build, both, north: float, expected: list[str]) -> None:
    assert faults_of(CODE, pair_of(build, both=both, sky_target={"north": north})) == expected


def test_a_slit_meets_a_source_and_another_slit_at_two_ranges_of_angles() -> None:
    xml = pair_of(
        lrs,
        both={"dither": "NONE"},
        science_target=POLE,
        sky_target={**POLE, "north": 2},
    )
    fault = only_finding(xml, CODE)
    assert fault.angles is not None
    assert AngleSet.of(fault.angles.allowed).total == pytest.approx(360, abs=0.1)
    # two slits 0.515 arcsec wide and longer than 2 arcsec lie side by side
    overlap = 4 * math.degrees(math.asin(0.515 / 2))
    assert AngleSet.of(fault.angles.avoid).total == pytest.approx(overlap, abs=0.5)


def test_what_a_pattern_may_reach_does_not_decide_alone() -> None:
    near = only_finding(pair_of(image, sky_target={"north": 80}), CODE)
    assert near.angles is not None
    assert near.angles.clean == ()
    beyond = pair_of(image, sky_target={"north": 150})
    assert faults_of(CODE, beyond) == []
    unknown = (
        "whether background and science overlap depends on dither positions that are not known"
    )
    assert outcome(beyond, CODE) == ("not-checked", f"1 not checked: {unknown}")
    assert outcome(pair_of(image, sky_target={"north": 220}), CODE) == ("passed", None)


def test_a_slit_that_is_not_known_is_not_checked() -> None:
    xml = pair_of(fixed_slits, sky={"slit": "S900"}, sky_target={"north": 1})
    assert outcome(xml, CODE)[0] == "not-checked"


def test_slitless_spectra_are_not_judged() -> None:
    xml = pair_of(lrs, both={"subarray": "SLITLESSPRISM"}, sky_target={"north": 5})
    assert outcome(xml, CODE)[0] == "not-applicable"
