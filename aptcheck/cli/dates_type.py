"""The ``START/END`` option: a window of ISO dates."""

from __future__ import annotations

from datetime import UTC, datetime

import click

__all__ = ["DATES"]


class DatesType(click.ParamType[tuple[datetime, datetime]]):
    """Two ISO dates with a slash between them, as naive UTC; the start comes first."""

    name = "dates"

    def convert(
        self,
        value: object,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[datetime, datetime]:
        """Return (start, end), or fail with one sentence."""
        if isinstance(value, tuple):
            return value
        text = str(value)
        start, slash, end = text.partition("/")
        try:
            dates = (_date(start), _date(end))
        except ValueError:
            slash = ""
        if not slash:
            self.fail(f"{text!r} is no window of dates such as 2026-07-01/2027-06-30.", param, ctx)
        if dates[0] >= dates[1]:
            self.fail(f"{text!r} ends before it starts.", param, ctx)
        if not 2021 <= dates[0].year <= dates[1].year <= 2060:
            self.fail(f"{text!r} lies outside JWST's years (2021 to 2060).", param, ctx)
        return dates


def _date(text: str) -> datetime:
    moment = datetime.fromisoformat(text.strip())
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo is not None else moment


DATES = DatesType()
