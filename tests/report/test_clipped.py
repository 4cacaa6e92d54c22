"""Long text loses whole sentences or whole items of a list, and says how many."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.report.clipped import clipped
from aptcheck.report.visible import one_line
from tests.report.hostile import TEXT

ANGLES = "; ".join(f"{at}.0-{at}.5 (star {at}, 4.9 mJy, faint)" for at in range(40))


def test_a_long_list_keeps_the_sentence_after_it() -> None:
    text = clipped(f"Avoid V3PA {ANGLES}. A clean angle is available on 91 of 106 days.", 300)
    avoid, _, after = text.partition(" more. ")
    assert after == "A clean angle is available on 91 of 106 days."
    assert len(text) <= 300
    shown = avoid.count("(star ")
    assert avoid.endswith(f"4.9 mJy, faint) and {40 - shown}")
    assert shown > 2


def test_whole_sentences_are_left_out_and_counted() -> None:
    text = clipped("One is wrong here. Two is wrong too. " * 10, 110)
    assert (
        text
        == "One is wrong here. Two is wrong too. One is wrong here. (17 more sentences left out)"
    )


@pytest.mark.parametrize("text", ["", "Short.", "At 7.65 µm, e.g. in 1C, it is bright."])
def test_what_fits_stays(text: str) -> None:
    assert clipped(text, 60) == text


def test_what_has_neither_is_shortened() -> None:
    assert clipped("x" * 500, 50) == f"{'x' * 49}…"


@given(st.lists(st.one_of(TEXT, st.sampled_from(["A, b. ", "C; (d, e) ", "F. ["]))).map("".join))
def test_it_is_bounded_and_on_one_line(text: str) -> None:
    short = clipped(text, 60)
    assert len(short) <= 60
    assert short == one_line(short)
