"""The algebra of angle sets, on quarter degrees where floating point is exact."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.geometry.angles import AngleSet

quarters = st.integers(-2000, 2000).map(lambda n: n / 4)
sets = st.lists(st.tuples(quarters, quarters), max_size=6).map(AngleSet.of)
probes = st.integers(-4000, 4000).map(lambda n: n / 8)


def is_canonical(angles: AngleSet) -> bool:
    ends = [end for interval in angles.intervals for end in interval]
    apart = all(a[1] < b[0] for a, b in zip(angles.intervals, angles.intervals[1:], strict=False))
    return ends == sorted(ends) and all(0 <= end <= 360 for end in ends) and apart


def on_an_edge(angles: AngleSet, probe: float) -> bool:
    return any(math.isclose((probe - end) % 360, 0) for pair in angles.intervals for end in pair)


def test_a_wrap_is_two_intervals():
    assert AngleSet.between(350, 10).intervals == ((0, 10), (350, 360))
    assert AngleSet.between(-10, 10) == AngleSet.between(350, 370) == AngleSet.between(350, 10)
    assert AngleSet.between(350, 10).arcs == ((350, 370),)


def test_a_single_angle_is_a_point_that_survives_intersection():
    point = AngleSet.between(290, 290)
    assert point.intervals == ((290.0, 290.0),)
    assert point.total == 0
    assert not point.is_empty
    assert point.intersection(AngleSet.between(280, 300)) == point
    assert point.intersection(AngleSet.between(300, 280)).is_empty
    assert point.difference(AngleSet.between(280, 300)).is_empty
    assert point.difference(AngleSet.between(0, 10)) == point


def test_a_turn_or_more_is_the_full_circle():
    assert AngleSet.between(0, 360) == AngleSet.between(-5, 400) == AngleSet.full()
    assert AngleSet.of([(0, 180), (180, 360)]).is_full


def test_json_intervals_have_positive_width():
    assert AngleSet.between(290, 290).as_json() == [[289.9995, 290.0005]]
    assert AngleSet.between(0, 0).as_json() == [[0.0, 0.001]]
    assert AngleSet.between(360, 360).as_json() == [[0.0, 0.001]]
    assert AngleSet.between(350, 10).as_json() == [[0.0, 10.0], [350.0, 360.0]]
    assert AngleSet.empty().as_json() == []


def test_an_arc_too_short_for_floating_point_is_not_the_full_circle():
    assert AngleSet.between(-1e-17, 0).total == 0
    assert AngleSet.between(-1e-17, 0).contains(0)
    assert AngleSet.between(10, 369.9999999).total > 359


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_angles_that_are_not_finite_are_refused(bad):
    with pytest.raises(ValueError, match="finite"):
        AngleSet.between(bad, 10)
    with pytest.raises(ValueError, match="finite"):
        AngleSet.between(10, bad)


def test_a_set_cannot_be_widened_by_a_negative_angle():
    with pytest.raises(ValueError, match="widened"):
        AngleSet.full().widened(-1)


@given(sets, sets, probes)
def test_union_and_intersection_agree_with_membership(a, b, probe):
    assert is_canonical(a)
    union, both = a.union(b), a.intersection(b)
    assert is_canonical(union)
    assert is_canonical(both)
    assert union.contains(probe) == (a.contains(probe) or b.contains(probe))
    assert both.contains(probe) == (a.contains(probe) and b.contains(probe))


@given(sets, sets, probes)
def test_difference_and_complement_agree_with_membership_off_the_edges(a, b, probe):
    rest = a.difference(b)
    assert is_canonical(rest)
    assert is_canonical(b.complement())
    if not on_an_edge(b, probe):
        assert rest.contains(probe) == (a.contains(probe) and not b.contains(probe))
        assert b.complement().contains(probe) != b.contains(probe)


@given(sets, sets)
def test_what_is_avoided_and_what_is_left_make_up_the_whole(a, b):
    avoid, clean = a.intersection(b), a.difference(b)
    assert avoid.union(clean) == a
    assert avoid.total + clean.total == a.total
    assert a.total + a.complement().total == 360


@given(sets, sets, sets)
def test_the_laws_of_sets_hold(a, b, c):
    assert a.union(b) == b.union(a)
    assert a.intersection(b) == b.intersection(a)
    assert a.union(b.union(c)) == a.union(b).union(c)
    assert a.intersection(b.intersection(c)) == a.intersection(b).intersection(c)
    assert a.intersection(b.union(c)) == a.intersection(b).union(a.intersection(c))
    assert a.union(a) == a.intersection(a) == a.union(AngleSet.empty()) == a
    assert a.intersection(AngleSet.full()) == a


@given(sets, quarters, probes)
def test_a_shift_moves_every_angle(a, turn, probe):
    assert a.shifted(turn).contains(probe + turn) == a.contains(probe)
    assert a.shifted(turn).shifted(-turn) == a
    assert a.shifted(turn).total == a.total


@given(sets, st.integers(0, 100).map(lambda n: n / 4))
def test_a_widened_set_contains_the_set(a, by):
    assert a.widened(by).intersection(a) == a
    assert a.widened(0) == a


@given(st.lists(st.tuples(st.floats(-1e3, 1e3), st.floats(-1e3, 1e3)), max_size=5))
def test_json_of_any_set_is_sorted_and_within_the_circle(pairs):
    flat = [end for pair in AngleSet.of(pairs).as_json() for end in pair]
    assert flat == sorted(flat)
    assert all(lo < hi for lo, hi in zip(flat[::2], flat[1::2], strict=True))
    assert all(0 <= end <= 360 for end in flat)


@given(st.lists(sets, max_size=5))
def test_the_angles_in_any_of_several_sets_are_their_union(several):
    together = AngleSet.empty()
    for angles in several:
        together = together.union(angles)
    assert AngleSet.any_of(several) == together


def test_what_rounding_leaves_between_touching_intervals_is_not_a_gap():
    crack = 1e-13
    whole = AngleSet(((0.0, 69.0), (69.0 + crack, 200.0), (201.0, 360.0 - crack)))
    assert whole.without_cracks == AngleSet(((0.0, 200.0), (201.0, 360.0)))
    assert AngleSet(((crack, 180.0), (180.0 + crack, 360.0))).without_cracks.is_full
    apart = AngleSet(((0.0, 10.0), (10.001, 20.0), (30.0, 30.0)))
    assert apart.without_cracks == apart


@given(sets)
def test_intervals_that_are_apart_stay_as_they_are(angles):
    assert angles.without_cracks == angles
