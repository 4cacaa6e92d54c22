from __future__ import annotations

import pytest

from aptcheck.apt.text import canonical, count, number, quantity, reference, unwrapped


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C[12 Months]", "12 Months"),
        ("O[1 J0834+0159]", "1 J0834+0159"),
        ("NONE", "NONE"),
        ("C[]", ""),
    ],
)
def test_a_choice_is_taken_out_of_its_wrapper(text: str, expected: str) -> None:
    assert unwrapped(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("27", 27),
        (" 0 ", 0),
        ("", None),
        ("-1", None),
        ("2.0", None),
        ("٣", None),
        ("1" * 10, None),
    ],
)
def test_a_count_is_digits(text: str, expected: int | None) -> None:
    assert count(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-216", -216.0),
        ("0.", 0.0),
        (".5", 0.5),
        (" -49.639", -49.639),
        ("4.557467349857918E-5", 4.557467349857918e-05),
        ("NaN", None),
        ("inf", None),
        ("1e999", None),
        ("1_000", None),
        ("0x10", None),
        ("1" * 100, None),
    ],
)
def test_a_number_is_finite_and_decimal(text: str, expected: float | None) -> None:
    assert number(text) == expected


def test_a_quantity_is_number_and_unit() -> None:
    assert quantity("189.6 Degrees") == (189.6, "degrees")
    assert quantity("189.6") == (189.6, "")
    assert quantity("Degrees 189.6") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 NGC-1-SKY", (2, "NGC-1-SKY")),
        ("12 A NAME (WITH) SPACES", (12, "A NAME (WITH) SPACES")),
        ("2", (2, "2")),
        ("NGC-1", (None, "NGC-1")),
        ("2MASS-J1234", (None, "2MASS-J1234")),
    ],
)
def test_a_reference_is_number_and_name(text: str, expected: tuple[int | None, str]) -> None:
    assert reference(text) == expected


def test_case_and_spacing_of_words_do_not_matter() -> None:
    assert canonical(" Extended  Source\n") == "EXTENDED SOURCE"
