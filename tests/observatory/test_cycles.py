from __future__ import annotations

from datetime import datetime

import pytest

from aptcheck.observatory.cycles import cycle_window


def test_cycle_one_began_with_science_operations():
    window = cycle_window(1)
    assert (window.start, window.end) == (datetime(2022, 7, 1), datetime(2023, 7, 1))
    assert not window.assumed


def test_cycles_follow_one_another_without_a_gap():
    for cycle in range(1, 12):
        assert cycle_window(cycle).end == cycle_window(cycle + 1).start


def test_a_cycle_that_has_not_begun_is_assumed():
    assert not cycle_window(5).assumed
    assert cycle_window(6).assumed
    assert cycle_window(6).start == datetime(2027, 7, 1)


@pytest.mark.parametrize("cycle", [None, 0, -1, 51, 10**9])
def test_no_window_without_a_general_observer_cycle(cycle):
    assert cycle_window(cycle) is None
