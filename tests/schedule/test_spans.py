from __future__ import annotations

from datetime import datetime

import numpy as np
import pytest

from aptcheck.schedule.spans import (
    as_datetime,
    as_datetimes,
    as_mjd,
    daily,
    difference,
    intersection,
    not_negative,
    peaks,
    shortened,
    union,
)


def test_dates_go_there_and_back():
    date = datetime(2026, 12, 31, 23, 59, 59)
    assert as_datetime(as_mjd(date)) == date
    assert as_datetimes(np.array([as_mjd(date)])) == [date]
    assert as_mjd(datetime(2000, 1, 1, 12)) == 51544.5


def test_union_joins_what_touches():
    assert union([(3, 4), (0, 1), (1, 2)]) == [(0, 2), (3, 4)]


def test_intersection_of_two_lists():
    assert intersection([(0, 5), (7, 9)], [(4, 8)]) == [(4, 5), (7, 8)]


def test_difference_leaves_what_the_others_do_not_hold():
    assert difference([(0, 5), (7, 9)], [(-1, 1), (2, 3), (4, 8)]) == [(1, 2), (3, 4), (8, 9)]
    assert difference([(0, 1)], []) == [(0, 1)]
    assert difference([(0, 1)], [(0, 1)]) == []
    assert difference([(0, 1)], [(1, 2)]) == [(0, 1)]


def test_a_window_shorter_than_the_visit_is_lost():
    assert shortened([(0, 3), (5, 5.5)], 1.0) == [(0, 2)]


def test_daily_has_the_ends_and_the_midnights_between():
    assert daily(0.5, 2.5).tolist() == [0.5, 1.0, 2.0, 2.5]
    assert daily(1.0, 3.0).tolist() == [1.0, 2.0, 3.0]
    assert daily(1.2, 1.4).tolist() == [1.2, 1.4]
    assert daily(1.2, 1.2).tolist() == [1.2]


def test_edges_are_roots_not_samples():
    found = not_negative(lambda t: np.sin(t / 10.0), np.arange(1.0, 101.0))
    edges = [1.0, 10 * np.pi, 20 * np.pi, 30 * np.pi]
    assert np.ravel(found) == pytest.approx(edges, abs=1e-6)


def test_a_touch_between_two_samples_is_found():
    found = not_negative(lambda t: 0.01 - (t - 3.5) ** 2, np.arange(0.0, 8.0))
    assert np.ravel(found) == pytest.approx([3.4, 3.6], abs=1e-6)


def test_a_dip_between_two_samples_is_found():
    found = not_negative(lambda t: (t - 3.5) ** 2 - 0.01, np.arange(0.0, 8.0))
    assert np.ravel(found) == pytest.approx([0, 3.4, 3.6, 7], abs=1e-6)


def test_a_kink_does_not_matter():
    found = not_negative(lambda t: 1.0 - np.abs(t - 2.2), np.arange(0.0, 6.0))
    assert np.ravel(found) == pytest.approx([1.2, 3.2], abs=1e-6)


@pytest.mark.parametrize(("level", "expected"), [(1.0, [(0.0, 5.0)]), (-1.0, [])])
def test_a_curve_that_never_crosses(level, expected):
    assert not_negative(lambda t: np.full_like(t, level), np.arange(0.0, 6.0)) == expected


def test_a_single_instant():
    assert not_negative(lambda t: t - 1.0, np.array([2.0])) == [(2.0, 2.0)]


def test_peaks_lie_between_samples():
    def curve(times):
        return -np.abs(times - np.array([[3.3], [5.1]]))

    best, height = peaks(curve, np.array([3.0, 4.0]), np.array([5.0, 5.0]))
    # a kink is met to two minutes, a smooth turn much nearer
    assert best == pytest.approx([3.3, 5.0], abs=0.0014)
    assert height == pytest.approx([0.0, -0.1], abs=0.0014)
