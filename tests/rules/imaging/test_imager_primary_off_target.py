from __future__ import annotations

import pytest

from aptcheck.testing import group, mrs, outcome, pair, target
from tests.rules.imager import faults_beside_angles, imager_pair, only_finding


@pytest.mark.parametrize(
    ("north", "expected"),
    [
        (0, []),
        (4.9, []),
        (5.1, ["BKG801 info 2"]),
        (29.9, ["BKG801 info 2"]),
        (30.1, ["BKG801 warning 2"]),
        (120, ["BKG801 warning 2"]),
    ],
)
def test_five_and_thirty_arcsec_are_the_limits(north, expected):
    assert faults_beside_angles(imager_pair(sky_target={"north": north})) == expected


def test_the_distance_is_compared_with_the_limit_of_a_warning():
    off = only_finding(imager_pair(sky_target={"north": 40}), "BKG801")
    assert off.related_observations == (1,)
    assert (off.evidence.measured, off.evidence.limit) == (40.0, 30.0)


def test_a_spectrometer_background_is_off_the_source_by_design():
    assert outcome(pair(), "BKG801")[0] == "not-applicable"


def test_one_of_several_sciences_under_the_imager_is_enough():
    xml = imager_pair(
        more_targets=[target(3, "NGC-3", north=50, background=[2])],
        more_observations=[mrs(3, 3)],
        links=[group(1, 2, 3)],
    )
    assert faults_beside_angles(xml) == []


def test_a_copy_without_coordinates_is_not_checked():
    xml = imager_pair(sky_target={"coordinates": None})
    assert outcome(xml, "BKG801")[0] == "not-checked"
