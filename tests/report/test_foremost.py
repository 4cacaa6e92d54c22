"""The first few are those that come first once all are sorted."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aptcheck.report.foremost import Foremost

keys = st.tuples(st.integers(0, 3), st.integers(0, 3))


@given(st.lists(keys), st.integers(1, 5))
def test_they_are_the_first_of_the_sorted(added: list[tuple[int, int]], most: int) -> None:
    first = Foremost[int](most)
    for number, key in enumerate(added):
        before, takes = list(first), first.takes(key)
        first.add(key, number)
        assert takes == (list(first) != before)
    order = sorted(range(len(added)), key=lambda number: added[number])
    assert list(first) == order[:most]
    assert len(first) == min(most, len(added))
