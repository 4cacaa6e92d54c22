"""The ``START/END`` option: a window of ISO dates."""

from __future__ import annotations

from datetime import datetime

import click

from aptcheck.engine.arguments import window_of
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
        try:
            return window_of(str(value))
        except UsageError as fault:
            self.fail(str(fault), param, ctx)


DATES = DatesType()
