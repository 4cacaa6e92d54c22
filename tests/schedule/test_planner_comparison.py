"""Stored against computed: a record made from the computed limits, then bent."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
import pytest

from aptcheck.model.visit_planner import Constraint, Piece, VisitKey, VisitRecord
from aptcheck.schedule.field_of_regard import computed_visibility
from aptcheck.schedule.planner_comparison import disagreement
from aptcheck.schedule.roll import Pointing
from aptcheck.schedule.spans import as_datetime

MRS = Pointing(-503.3406, -318.864)
PLAN = (datetime(2026, 7, 1), datetime(2027, 7, 1))
TARGET = (23.5, 30.52)


def as_planned(*, engine="17.0", turn=0.0, shift=timedelta(0), windows=2):
    """Write computed limits down as the Visit Planner does."""
    computed = computed_visibility("", *TARGET, pointing=MRS, start=PLAN[0], end=PLAN[1])
    steps, at = [], PLAN[0]
    for start, end in computed.spans[:windows]:
        epochs = np.append(np.arange(start, end - 0.6, 1.0), end)
        rolls = np.stack(computed.limits(epochs), axis=1) + turn
        edges = [start, *(epochs[1:] - 0.5), end]
        steps.append(Piece(start=at, end=as_datetime(start) + shift, suitability=0.0))
        for low, high, roll in zip(edges[:-1], edges[1:], rolls, strict=True):
            lo, hi = (float(angle) % 360 for angle in roll)
            dates = as_datetime(low) + shift, as_datetime(high) + shift
            steps.append(Piece(start=dates[0], end=dates[1], suitability=1.0, rolls=((lo, hi),)))
        at = steps[-1].end
    steps.append(Piece(start=at, end=PLAN[1], suitability=0.0))
    regard = Constraint(kind="off-normal", name="Field of Regard", pieces=tuple(steps))
    return VisitRecord(
        key=VisitKey(1, 1, 1),
        engine=engine,
        up_to_date=True,
        windows=tuple(steps),
        constraints=(regard,),
    )


def test_the_computed_limits_written_down_agree():
    found = disagreement(as_planned(), *TARGET, MRS)
    assert found.angle_deg < 0.01
    assert found.date_days < 0.001
    assert not found.is_large


@pytest.mark.parametrize(("turn", "large"), [(0.25, False), (0.4, True)])
def test_angles_count_from_a_third_of_a_degree(turn, large):
    found = disagreement(as_planned(turn=turn), *TARGET, MRS)
    assert found.angle_deg == pytest.approx(turn, abs=0.01)
    assert found.is_large is large


@pytest.mark.parametrize(("hours", "large"), [(2, False), (5, True)])
def test_dates_count_from_an_eighth_of_a_day(hours, large):
    found = disagreement(as_planned(shift=timedelta(hours=-hours)), *TARGET, MRS)
    assert found.is_large is large
    assert (found.date_days >= hours / 24 - 0.001) is large


def test_an_early_close_is_the_length_of_the_visit():
    whole = as_planned()
    pieces = whole.constraints[0].pieces
    closing = next(i for i, p in enumerate(pieces) if i > 1 and not p.rolls)
    early = pieces[closing - 1].end - timedelta(hours=6)
    cut = (
        *pieces[: closing - 1],
        replace(pieces[closing - 1], end=early),
        replace(pieces[closing], start=early),
        *pieces[closing + 1 :],
    )
    record = replace(whole, constraints=(replace(whole.constraints[0], pieces=cut),))
    assert disagreement(record, *TARGET, MRS).date_days == 0.0


def test_a_missing_window_counts_with_its_length():
    found = disagreement(as_planned(windows=1), *TARGET, MRS)
    assert found.date_days > 40
    assert found.is_impossible


def test_a_day_without_a_window_is_a_difference_by_its_sun_angle():
    # 0.15 degree of Sun angle is the tolerance, however many days it takes
    found = disagreement(as_planned(shift=timedelta(hours=-5)), *TARGET, MRS)
    assert found.sun_deg / found.date_days == pytest.approx(0.9, abs=0.1)
    assert found.date_tolerance == pytest.approx(0.15 * found.date_days / found.sun_deg)


@pytest.mark.parametrize(("turn", "impossible"), [(4.9, False), (5.1, True), (144.0, True)])
def test_windows_more_than_five_degrees_off_are_those_of_another_place(turn, impossible):
    assert disagreement(as_planned(turn=turn), *TARGET, MRS).is_impossible is impossible


@pytest.mark.parametrize(
    ("engine", "compared"), [("14.16", False), ("14.17.1", True), ("14.2beta", False)]
)
def test_only_engines_with_the_flown_orbit_are_compared(engine, compared):
    found = disagreement(as_planned(engine=engine, turn=5.0), *TARGET, MRS)
    assert (found is not None) is compared
