"""Stored windows: which instant a step is for, and which angles."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from aptcheck.model.visit_planner import Constraint, Piece, VisitKey, VisitRecord
from aptcheck.schedule.planner_windows import RollSample, regard_windows, stored_visibility
from aptcheck.schedule.spans import as_mjd

OPENING = datetime(2025, 7, 21, 5, 34, 42)
HOUR = timedelta(hours=1)


def pieces(*steps, start=OPENING):
    """Steps of (hours, suitability, *rolls), one after another."""
    made = []
    for hours, suitability, *rolls in steps:
        made.append(
            Piece(
                start=start, end=start + hours * HOUR, suitability=suitability, rolls=tuple(rolls)
            )
        )
        start = made[-1].end
    return tuple(made)


def record(*steps, windows=None, visit=1, start=OPENING):
    regard = pieces(*steps, start=start)
    return VisitRecord(
        key=VisitKey(7584, 1, visit),
        engine="17.0",
        up_to_date=True,
        windows=regard if windows is None else windows,
        constraints=(Constraint(kind="off-normal", name="Field of Regard", pieces=regard),),
    )


THREE_DAYS = (
    (100, 0.0),
    (12, 1.0, (245.15, 252.54)),
    (24, 1.0, (244.254, 252.812)),
    (12, 1.0, (243.0, 253.0)),
    (50, 0.0),
)


def test_the_first_step_is_for_its_start_the_last_for_its_end_the_others_for_their_middle():
    (window,) = regard_windows(record(*THREE_DAYS))
    opening = as_mjd(OPENING + 100 * HOUR)
    assert window.start == opening
    assert window.end == pytest.approx(opening + 2.0)
    assert [sample.mjd - opening for sample in window.samples] == pytest.approx([0.0, 1.0, 2.0])
    assert window.samples[1].hull == (244.254, 252.812)


def test_a_last_step_that_runs_on_for_a_day_is_cut():
    steps = (*THREE_DAYS[:3], (36, 1.0, (243.0, 253.0)), (50, 0.0))
    (window,) = regard_windows(record(*steps))
    assert window.end - window.start == pytest.approx(2.0)


def test_steps_without_angles_part_windows():
    assert len(regard_windows(record(*THREE_DAYS, *THREE_DAYS))) == 2


def test_a_range_written_in_two_is_one_arc():
    steps = ((12, 1.0, (0.0, 0.471761), (350.315, 359.9999)), (12, 1.0, (0.0, 0.5), (350.4, 360.0)))
    (window,) = regard_windows(record(*steps))
    assert window.samples[0].arcs == ((350.315, 360.471761),)


@pytest.mark.parametrize(
    ("arcs", "hull"),
    [
        (((10, 20), (30, 40)), (10, 40)),
        (((5, 15), (340, 350)), (340, 375)),
        (((5, 15), (100, 110), (340, 350)), (340, 470)),
    ],
)
def test_several_ranges_are_kept_and_their_hull_is_the_shortest_arc(arcs, hull):
    assert RollSample(0.0, arcs).hull == hull


def test_stored_limits_run_straight_between_samples():
    visibility = stored_visibility("M33", [record(*THREE_DAYS)])
    assert visibility.origin == "visit-planner"
    ((mjd, los, his),) = visibility.tracks
    lo, hi = visibility.limits(mjd[:1] + 0.5)
    assert (lo[0], hi[0]) == pytest.approx((244.702, 252.676))
    assert (los[0], his[-1]) == pytest.approx((245.15, 253.0))
    assert visibility.allowed.arcs[0] == pytest.approx((243.0, 253.0))


def test_limits_follow_a_turn_through_north():
    steps = ((12, 1.0, (355.0, 359.0)), (24, 1.0, (358.0, 2.0)), (12, 1.0, (1.0, 5.0)))
    visibility = stored_visibility("north", [record(*steps)])
    assert visibility.allowed.arcs[0] == pytest.approx((355.0, 365.0))
    assert visibility.samples[0].lo == pytest.approx(355.0)


def test_the_dates_are_those_of_the_visit():
    final = pieces((112, 0.0), (24, 0.3), (12, 0.0))
    visibility = stored_visibility("M33", [record(*THREE_DAYS, windows=final)])
    assert visibility.windows == ((OPENING + 112 * HOUR, OPENING + 136 * HOUR),)


def test_visits_of_one_observation_are_joined():
    other = record(*THREE_DAYS, visit=2, start=OPENING + 24 * HOUR)
    visibility = stored_visibility("M33", [record(*THREE_DAYS), other])
    (window,) = visibility.windows
    assert window == (OPENING + 100 * HOUR, OPENING + 172 * HOUR)
    assert visibility.allowed.arcs[0] == pytest.approx((243.0, 253.0))


def test_a_record_without_angles_has_no_visibility():
    bare = VisitRecord(key=VisitKey(1, 1, 1), engine="14.16", up_to_date=True, windows=())
    assert regard_windows(bare) == ()
    assert stored_visibility("x", [bare]) is None
    assert stored_visibility("x", []) is None


def test_a_window_of_one_step():
    (window,) = regard_windows(record((12, 1.0, (10.0, 20.0))))
    assert [sample.hull for sample in window.samples] == [(10.0, 20.0)] * 2
    assert window.end - window.start == pytest.approx(0.5)
