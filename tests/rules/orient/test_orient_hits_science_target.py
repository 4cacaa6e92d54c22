from __future__ import annotations

from math import cos, radians, sin
from typing import Any

import pytest

from aptcheck.testing import group, mosaic, moving, mrs, orient_range, outcome, pair, proposal
from tests.rules.imager import IMAGER, imager_pair, only_finding
from tests.rules.orient.angles import clean_ranges, faults_of

CODE = "ORI103"


def hit(**changes):
    """Stand the imager's target where the MRS falls on the science at a V3PA of 100."""
    # the MRS lies at position angle V3PA - 42.37 of the imager's target
    angle = radians(100.0 - 42.37)
    place = {"north": -74.18 * cos(angle), "east": -74.18 * sin(angle)}
    return imager_pair(sky_target=place, **changes)


def test_the_ring_may_pass_over_the_science_at_angles_that_are_never_allowed() -> None:
    # the MRS is south of the imager at a V3PA of 222; 93 to 116 and 284 to 307 are available
    assert faults_of(CODE, imager_pair(sky_target={"north": 74.0})) == []


@pytest.mark.parametrize("north", [0.0, 45.0])
def test_inside_the_ring_is_clean(north: float) -> None:
    assert faults_of(CODE, imager_pair(sky_target={"north": north})) == []


def test_a_copy_at_the_science_coordinates_is_decided_by_separation() -> None:
    assert outcome(imager_pair(), CODE)[0] == "passed"


def test_some_angles_hit_and_others_are_clean() -> None:
    assert faults_of(CODE, hit()) == ["ORI103 error 2"]
    fault = only_finding(hit(), CODE)
    assert fault.related_observations == (1,)
    assert fault.angles is not None
    assert any(low < 100 < high for low, high in fault.angles.avoid)
    assert fault.angles.clean
    assert not any(low < 100 < high for low, high in fault.angles.clean)


def test_the_clean_angles_fix_it() -> None:
    ranges = clean_ranges(only_finding(hit(), CODE), "IMAGER")
    fixed = hit(sky={"special": [orient_range(low, high) for low, high in ranges]})
    assert faults_of(CODE, fixed) == []


def test_a_range_may_leave_no_clean_angle() -> None:
    asked = hit(sky={"special": [orient_range(104.8, 104.9)]})
    fault = only_finding(asked, CODE)
    assert fault.angles is not None
    assert fault.angles.avoid == fault.angles.allowed
    assert fault.angles.clean == ()


def test_the_stated_extent_of_the_source_counts() -> None:
    near = imager_pair()
    assert faults_of(CODE, near, intents={"1": {"extent_arcsec": 50}}) == []
    assert faults_of(CODE, near, intents={"1": {"extent_arcsec": 65}}) == ["ORI103 error 2"]


def test_the_spectrometer_as_primary_is_not_judged() -> None:
    assert outcome(pair(sky_target={"north": 3}), CODE)[0] == "not-applicable"


def test_a_moving_pair_is_not_checked() -> None:
    bodies = [moving(1, "TITAN", background=[2]), moving(2, "TITAN-CLONE", body="CALLISTO")]
    document = proposal(
        targets=bodies, observations=[mrs(1), mrs(2, **dict[str, Any](IMAGER))], links=[group(1, 2)]
    )
    assert outcome(document, CODE)[0] == "not-checked"


def test_tiles_of_the_background_count() -> None:
    tiled = hit(sky={"tiles": mosaic(1, 3, column_overlap=0)})
    assert faults_of(CODE, tiled) == ["ORI103 error 2"]


def test_a_source_as_large_as_the_ring_leaves_no_clean_angle() -> None:
    fault = only_finding(imager_pair(), CODE, intents={"1": {"extent_arcsec": 95}})
    assert fault.angles is not None
    assert fault.angles.avoid == fault.angles.allowed
    assert fault.angles.clean == ()
