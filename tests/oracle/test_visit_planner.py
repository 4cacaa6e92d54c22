"""Computed visibility compared with APT's own Visit Planner, for published proposals."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from tests.oracle.planner_records import RecordResidual, live_records, record_residuals
from tests.oracle.planner_residuals import ASSERTED, FLOWN, LISTED, Visit, residuals, summary
from tests.shared import EXTRACTS, shared


@pytest.fixture(params=["the extract", "every sample"])
def visits(request: pytest.FixtureRequest) -> tuple[Visit, ...]:
    return _extract() if request.param == "the extract" else _visits()


@cache
def _extract() -> tuple[Visit, ...]:
    return tuple(residuals(EXTRACTS / "visit-planner.csv", EXTRACTS / "prelaunch-orbits.json"))


@cache
def _visits() -> tuple[Visit, ...]:
    table = shared("data", "visit-planner-pa.csv.gz")
    return tuple(residuals(table, shared("data", "visit-planner-prelaunch-orbits.json")))


@cache
def _records() -> tuple[RecordResidual, ...]:
    return tuple(record_residuals(shared("corpus", "m33-cycle4.aptx")))


def test_every_limit_after_launch_is_within_the_tolerance_as_computed():
    assert len(_records()) == 11
    assert max(record.plain for record in _records()) <= 0.32


def test_every_limit_after_launch_is_within_a_tenth_of_a_degree_with_one_duration_a_visit():
    assert max(record.fitted for record in _records()) <= 0.10


def test_every_window_after_launch_opens_within_the_tolerance():
    assert max(abs(days) for record in _records() for days in record.openings) <= 0.15


def test_windows_after_launch_close_later_than_stored_by_no_more_than_a_visit():
    for record in _records():
        assert all(-0.15 <= days <= record.hours / 24.0 + 0.2 for days in record.closings)


def test_the_samples_after_launch_are_within_the_tolerance(visits):
    flown = [visit for visit in visits if visit.group == FLOWN]
    assert len(flown) >= 3
    assert max(float(np.abs(visit.fitted).max()) for visit in flown) <= 0.10
    # its last samples are 4.6 minutes early, which costs 0.003 degree
    assert max(float(np.abs(visit.plain).max()) for visit in flown) <= 0.325


@pytest.mark.parametrize("group", ASSERTED)
def test_limits_before_launch_agree_when_the_orbit_is_their_own(visits, group):
    chosen = [visit for visit in visits if visit.group == group]
    assert chosen
    fitted = np.abs(np.concatenate([visit.fitted.ravel() for visit in chosen]))
    assert (fitted <= 0.1).mean() >= 0.99


def test_the_sampled_windows_after_launch_open_within_the_tolerance(visits):
    openings = np.concatenate([visit.openings for visit in visits if visit.group == FLOWN])
    assert len(openings) >= 3
    assert np.abs(openings).max() <= 0.15


def test_every_engine_is_either_asserted_or_listed():
    assert len([visit for visit in _visits() if visit.group == FLOWN]) == 11
    assert {visit.group for visit in _visits()} == {FLOWN, *ASSERTED, *LISTED}
    assert sum(row.visits for row in summary(list(_visits()))) == len(_visits())


def test_only_exact_keys_are_taken():
    records = live_records(shared("corpus", "m33-cycle4.aptx"))
    assert {number: len(found) for number, found in records.items()} == {1: 4, 4: 2, 12: 1, 15: 4}
    assert {record.key.program for found in records.values() for record in found} == {7584}


def test_a_file_full_of_old_results_gives_only_its_own_ones():
    records = live_records(shared("corpus", "1193.aptx"))
    assert records
    assert all(r.key.program == 1193 and r.up_to_date for found in records.values() for r in found)
    assert sum(map(len, records.values())) < 60
