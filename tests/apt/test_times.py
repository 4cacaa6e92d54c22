from __future__ import annotations

import calendar
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.apt.times import date_utc, duration_days


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("01-OCT-2022:00:00:00", datetime(2022, 10, 1)),
        ("01-JAN-2020", datetime(2020, 1, 1)),
        (" 1-feb-2028:13:14:15 ", datetime(2028, 2, 1, 13, 14, 15)),
        ("29-FEB-2028:13:14", datetime(2028, 2, 29, 13, 14)),
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


@given(st.datetimes(min_value=datetime(1990, 1, 1)))
def test_every_date_comes_back(date: datetime) -> None:
    month = calendar.month_abbr[date.month].upper()
    text = f"{date.day:02d}-{month}-{date.year}:{date.hour:02d}:{date.minute:02d}:{date.second:02d}"
    assert date_utc(text) == date.replace(microsecond=0)


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
