from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.geometry.angles import AngleSet
from aptcheck.model import OrientFromLink, OrientRange, SameOrientLink
from aptcheck.modes.mrs.apertures import mrs_aperture
from aptcheck.observatory.siaf import aperture
from aptcheck.schedule.orient import as_v3pa, following, orient_ranges, turned_from

IMAGER = aperture("MIRIM_FULL").v3_ideal_angle
MRS = mrs_aperture("1A").v3_ideal_angle


def range_of(low, high, frame="aperture"):
    return OrientRange(min_deg=low, max_deg=high, frame=frame)


def arcs(angles):
    return [pytest.approx(arc, abs=1e-4) for arc in angles.arcs]


def test_the_mrs_turns_with_v3_and_the_imager_by_4_8_degrees_more():
    assert MRS == 0.0
    assert pytest.approx(4.83545, abs=1e-4) == IMAGER


def test_a_range_of_the_imager_is_turned_back():
    """APT 14.2.3 printed V3 PA RANGE (84.67 ...) for an imager range from 89.504."""
    assert arcs(orient_ranges([range_of(89.504, 103.504)], IMAGER)) == [(84.6686, 98.6686)]


def test_ranges_are_a_union():
    found = orient_ranges([range_of(10, 20), range_of(15, 30), range_of(100, 110)], 0.0)
    assert found.intervals == ((10, 30), (100, 110))


def test_a_range_may_wrap():
    found = orient_ranges([range_of(328, 72)], 0.0)
    assert found.contains(350)
    assert found.contains(0)
    assert not found.contains(200)


def test_equal_ends_are_a_single_angle():
    found = orient_ranges([range_of(290, 290)], 0.0)
    assert found.contains(290)
    assert found.total == 0


def test_a_range_in_v3_is_not_turned():
    assert orient_ranges([range_of(10, 20, "V3")], IMAGER).intervals == ((10, 20),)


def test_no_range_asks_for_nothing():
    assert orient_ranges([], 0.0) is None


@given(st.floats(0, 359), st.floats(0.01, 300), st.sampled_from([MRS, IMAGER]))
def test_v3pa_and_aperture_pa_go_there_and_back(low, width, offset):
    there = as_v3pa([(low, low + width)], offset).shifted(offset)
    back = AngleSet.between(low, low + width)
    assert there.difference(back).total == pytest.approx(0, abs=1e-6)
    assert back.difference(there).total == pytest.approx(0, abs=1e-6)


def test_an_offset_from_another_observation_spreads_its_angles():
    assert arcs(turned_from(AngleSet.between(100, 110), 10, 14)) == [(110, 124)]
    assert arcs(turned_from(AngleSet.between(100, 110), -7, -14)) == [(86, 103)]


def test_an_offset_between_aperture_angles_minds_both_apertures():
    found = turned_from(AngleSet.between(100, 110), 0, 0, own_angle=IMAGER, other_angle=MRS)
    assert arcs(found) == [(100 - IMAGER, 110 - IMAGER)]


def test_either_side_of_an_orient_from_link():
    link = OrientFromLink(observation=3, origin=2, min_deg=10, max_deg=14)
    known = AngleSet.between(100, 110)
    angles = {"own_angle": 0.0, "other_angle": 0.0}
    assert arcs(following(link, 3, known, **angles)) == [(110, 124)]
    assert arcs(following(link, 2, known, **angles)) == [(86, 100)]
    assert following(link, 5, known, **angles) is None


def test_a_link_without_angles_limits_nothing():
    link = OrientFromLink(observation=3, origin=2)
    assert following(link, 3, AngleSet.full(), own_angle=0, other_angle=0) is None


@pytest.mark.parametrize(("frame", "turn"), [("aperture", IMAGER), ("V3", 0.0)])
def test_the_same_orient_is_the_same_in_its_frame(frame, turn):
    link = SameOrientLink(members=(1, 2), frame=frame)
    found = following(link, 2, AngleSet.between(50, 60), own_angle=MRS, other_angle=IMAGER)
    assert arcs(found) == [(50 + turn, 60 + turn)]
