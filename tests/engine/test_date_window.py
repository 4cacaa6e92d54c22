"""The window of dates that a user may request."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo

import pytest

from aptcheck.engine.date_window import usable_window
from aptcheck.errors import UsageError
from tests.cli.running import refused


class Unfinished(tzinfo):
    """A time zone without a UTC offset."""


DAY = datetime(2026, 7, 1)


def test_a_window_within_the_years_is_taken_as_it_is() -> None:
    assert usable_window(DAY, datetime(2027, 6, 30)) == (DAY, datetime(2027, 6, 30))
    assert usable_window(DAY, datetime(2046, 7, 1)) == (DAY, datetime(2046, 7, 1))


def test_a_time_with_a_zone_becomes_utc() -> None:
    west = timezone(timedelta(hours=-5))
    opens, closes = usable_window(datetime(2026, 7, 1, 20, tzinfo=west), DAY + timedelta(days=2))
    assert (opens, closes) == (datetime(2026, 7, 2, 1), datetime(2026, 7, 3))


@pytest.mark.parametrize(
    ("start", "end", "reason"),
    [
        (DAY, DAY, "2026-07-01/2026-07-01 is empty"),
        (datetime(2027, 1, 1), DAY, "ends before it starts"),
        (DAY, datetime(2046, 7, 2), "longer than 20 years"),
        (datetime(1999, 1, 1), DAY, "outside JWST's years"),
        (DAY, datetime.max, "outside JWST's years"),
        (datetime.min.replace(tzinfo=timezone(timedelta(hours=9))), DAY, "outside JWST's years"),
        (DAY.replace(tzinfo=UTC), DAY, "is empty"),
    ],
)
def test_an_impossible_window_is_refused_with_the_reason(
    start: datetime, end: datetime, reason: str
) -> None:
    with pytest.raises(UsageError, match=reason):
        usable_window(start, end)


def test_a_time_zone_without_an_offset_is_refused() -> None:
    start = DAY.replace(tzinfo=Unfinished())  # type: ignore[abstract]
    with pytest.raises(UsageError, match="2026-07-01/2027-06-30 has no UTC offset"):
        usable_window(start, datetime(2027, 6, 30))


@pytest.mark.parametrize("command", ["check", "diff", "baseline", "lock", "visibility"])
def test_every_command_refuses_it_before_it_reads_a_file(command: str) -> None:
    files = ("a.xml", "b.xml") if command == "diff" else ("a.xml",)
    line = refused(command, *files, "--dates", "2026-07-01/2026-07-01")
    assert "is empty" in line
    assert "longer than 20 years" in refused(command, *files, "--dates", "2025-01-01/2050-01-01")
