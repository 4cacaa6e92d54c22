from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.apt.dither_points import listed_points


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("7", 1),
        ("3, 5, 7-9, 15-19", 10),
        ("1,2,3-32", 32),
        ("[3,5,7]", 3),
        ("4-4", 1),
        ("9-7", None),
        ("", None),
        ("1,,2", None),
        ("1,", None),
        ("all", None),
        ("-1", None),
        ("1-2-3", None),
        ("1-9999999", None),
        ("\u0663", None),
    ],
)
def test_a_list_of_points_is_counted(text: str, count: int | None) -> None:
    assert listed_points(text) == count


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 40)), min_size=1))
def test_ranges_count_both_their_ends(ranges: list[tuple[int, int]]) -> None:
    text = ", ".join(f"{first}-{first + more}" if more else f"{first}" for first, more in ranges)
    assert listed_points(text) == sum(more + 1 for _, more in ranges)


@given(st.text())
def test_any_other_text_is_not_a_list(text: str) -> None:
    count = listed_points(text)
    assert count is None or count > 0
