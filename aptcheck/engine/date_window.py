"""The window of dates that a user may ask for: forwards, within JWST's years, not too long."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from aptcheck.errors import UsageError

__all__ = ["usable_window"]

#: From the year of the launch on; where the telescope can point is computed up to here.
_FIRST_YEAR, _LAST_YEAR = 2021, 2060
#: aptcheck's own limit: no programme is planned over so many years, and each day costs time.
_LONGEST = timedelta(days=20 * 365.25)


def usable_window(start: datetime, end: datetime) -> tuple[datetime, datetime]:
    """Return a window of dates as naive UTC; a naive date is taken as UTC.

    Raises
    ------
    UsageError
        The window is empty, ends before it starts, lies outside the years 2021 to 2060, is longer
        than 20 years, or has a time zone that cannot be computed.
    """
    try:
        window = _utc(start), _utc(end)
    except OverflowError:
        raise _outside(start, end) from None
    except (NotImplementedError, TypeError, ValueError):
        raise UsageError(
            f"the time zone of the window {_told(start, end)} has no difference from UTC; "
            "give the dates in UTC, without a time zone."
        ) from None
    opens, closes = window
    if not (_in_years(opens) and _in_years(closes)):
        raise _outside(start, end)
    if opens == closes:
        raise UsageError(
            f"the window {_told(start, end)} is empty: its end is not part of it. A single day is "
            f"{opens:%Y-%m-%d}/{opens + timedelta(days=1):%Y-%m-%d}."
        )
    if opens > closes:
        raise UsageError(
            f"the window {_told(start, end)} ends before it starts; the earlier date comes first."
        )
    if closes - opens > _LONGEST:
        raise UsageError(
            f"the window {_told(start, end)} is longer than 20 years; choose the dates at which "
            "the programme may be observed."
        )
    return window


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo is not None else moment


def _in_years(moment: datetime) -> bool:
    return _FIRST_YEAR <= moment.year <= _LAST_YEAR


def _outside(start: datetime, end: datetime) -> UsageError:
    return UsageError(
        f"the window {_told(start, end)} is outside JWST's years ({_FIRST_YEAR} to {_LAST_YEAR})."
    )


def _told(start: datetime, end: datetime) -> str:
    return f"{_iso(start)}/{_iso(end)}"


def _iso(moment: datetime) -> str:
    try:
        text = moment.isoformat()
    except (NotImplementedError, TypeError, ValueError):  # of a time zone without its difference
        text = moment.replace(tzinfo=None).isoformat()
    return text.removesuffix("T00:00:00")
