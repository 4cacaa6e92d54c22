"""The window of dates that a user may request: forwards, within JWST's years, not too long."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from aptcheck.errors import UsageError

__all__ = ["usable_window"]

#: From the launch year to the last year for which pointing is computed.
_FIRST_YEAR, _LAST_YEAR = 2021, 2060
#: aptcheck's own limit: no programme is planned over that many years, and each day costs time.
_LONGEST = timedelta(days=20 * 365.25)


def usable_window(start: datetime, end: datetime) -> tuple[datetime, datetime]:
    """Return a window of dates as naive UTC; a naive date is taken as UTC.

    Raises
    ------
    UsageError
        The window is empty, ends before it starts, is outside the years 2021 to 2060, is longer
        than 20 years, or has a time zone that cannot be converted.
    """
    try:
        window = _utc(start), _utc(end)
    except OverflowError:
        raise _outside(start, end) from None
    except (NotImplementedError, TypeError, ValueError):
        raise UsageError(
            f"the time zone of the window {_span(start, end)} has no UTC offset; "
            "give the dates in UTC, without a time zone."
        ) from None
    opens, closes = window
    if not (_in_years(opens) and _in_years(closes)):
        raise _outside(start, end)
    if opens == closes:
        raise UsageError(
            f"the window {_span(start, end)} is empty, because its end is excluded. Write a single"
            " day as "
            f"{opens:%Y-%m-%d}/{opens + timedelta(days=1):%Y-%m-%d}."
        )
    if opens > closes:
        raise UsageError(
            f"the window {_span(start, end)} ends before it starts; the earlier date comes first."
        )
    if closes - opens > _LONGEST:
        raise UsageError(
            f"the window {_span(start, end)} is longer than 20 years; choose the dates at which "
            "the programme may be observed."
        )
    return window


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo is not None else moment


def _in_years(moment: datetime) -> bool:
    return _FIRST_YEAR <= moment.year <= _LAST_YEAR


def _outside(start: datetime, end: datetime) -> UsageError:
    return UsageError(
        f"the window {_span(start, end)} is outside JWST's years ({_FIRST_YEAR} to {_LAST_YEAR})."
    )


def _span(start: datetime, end: datetime) -> str:
    return f"{_iso(start)}/{_iso(end)}"


def _iso(moment: datetime) -> str:
    try:
        text = moment.isoformat()
    except (
        NotImplementedError,
        TypeError,
        ValueError,
    ):  # raised by a time zone without a UTC offset
        text = moment.replace(tzinfo=None).isoformat()
    return text.removesuffix("T00:00:00")
