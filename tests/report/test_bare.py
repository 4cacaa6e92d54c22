"""Names without anything that a program reads as syntax."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.report.bare import bare


@pytest.mark.parametrize("name", ["NGC-1 sky, north +2.5", "WISEA J053527.13-215600.3", "A_b"])
def test_a_plain_name_stays(name: str) -> None:
    assert bare(name) == name


@given(st.text())
def test_nothing_is_left_but_what_has_no_meaning(text: str) -> None:
    left = bare(text)
    assert set(left) <= {*string.ascii_letters, *string.digits, *" .,+-_"}
    assert len(left) <= 80
    assert left == " ".join(left.split())
    assert bare(left) == left
