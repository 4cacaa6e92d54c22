from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.apt.values import (
    canonical,
    count,
    date_utc,
    duration_days,
    number,
    quantity,
    reference,
    unwrapped,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C[12 Months]", "12 Months"),
        ("O[1 J0834+0159]", "1 J0834+0159"),
        ("NONE", "NONE"),
        ("C[]", ""),
    ],
)
def test_a_choice_is_unwrapped(text: str, expected: str) -> None:
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("01-OCT-2022:00:00:00", datetime(2022, 10, 1)),
        ("01-JAN-2020", datetime(2020, 1, 1)),
        (" 1-feb-2028:13:14:15 ", datetime(2028, 2, 1, 13, 14, 15)),
        ("29-FEB-2028:13:14", datetime(2028, 2, 29, 13, 14)),
        ("04-AUG-2022:14", datetime(2022, 8, 4, 14)),
        ("2027.030:00:00:00", datetime(2027, 1, 30)),
        ("2024.260", datetime(2024, 9, 16)),
        ("2024.260:07", datetime(2024, 9, 16, 7)),
        (" 2024.366:23:59:59.5 ", datetime(2024, 12, 31, 23, 59, 59)),
        ("2027.1:12:30", datetime(2027, 1, 1, 12, 30)),
        ("2027.366", None),
        ("2027.000", None),
        ("0000.001", None),
        ("9999.366", None),
        ("2027.030:24", None),
        ("2027.0301", None),
        ("2027.", None),
        ("04-AUG-2022:", None),
        ("29-FEB-2027", None),
        ("32-JAN-2027", None),
        ("01-OKT-2027", None),
        ("01-OCT-0000", None),
        ("01-OCT-2027:25:00:00", None),
        ("2027-10-01", None),
        ("", None),
    ],
)
def test_dates_are_read_with_and_without_time(text: str, expected: datetime | None) -> None:
    assert date_utc(text) == expected


def _calendar(date: datetime) -> str:
    return f"{date.day:02d}-{calendar.month_abbr[date.month].upper()}-{date.year}"


def _counted(date: datetime) -> str:
    return f"{date.year}.{date.timetuple().tm_yday:03d}"


@given(
    st.datetimes(min_value=datetime(1990, 1, 1)).map(lambda date: date.replace(microsecond=0)),
    st.sampled_from([_calendar, _counted]),
    st.integers(0, 3),
)
def test_every_date_round_trips(date: datetime, day: Callable[[datetime], str], parts: int) -> None:
    """Written either way, down to the day, the hour, the minute or the second."""
    time: list[Any] = [date.hour, date.minute, date.second][:parts]
    meant = datetime(date.year, date.month, date.day, *time)
    assert date_utc(":".join([day(date), *(f"{part:02d}" for part in time)])) == meant


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("53 Days", 53),
        ("60.0 Days", 60),
        ("1 Day", 1),
        ("12 Hours", 0.5),
        ("90 minutes", 0.0625),
        ("86400 Seconds", 1),
        ("53", None),
        ("Days", None),
        ("3 Fortnights", None),
        ("nan Days", None),
        ("1e999 Days", None),
    ],
)
def test_durations_are_read_in_days(text: str, days: float | None) -> None:
    assert duration_days(text) == (None if days is None else pytest.approx(days))
