"""The ``START/END`` option: a window of ISO dates."""

from __future__ import annotations

from datetime import datetime

import click

from aptcheck.engine.date_window import usable_window
from aptcheck.errors import UsageError

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
        start, _, end = text.partition("/")
        try:
            dates = datetime.fromisoformat(start.strip()), datetime.fromisoformat(end.strip())
        except ValueError:
            self.fail(f"{text!r} is no window of dates such as 2026-07-01/2027-06-30.", param, ctx)
        try:
            return usable_window(*dates)
        except UsageError as fault:
            self.fail(str(fault), param, ctx)


DATES = DatesType()
