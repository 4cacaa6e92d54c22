"""The ``START/END`` option: a window of ISO dates, as naive UTC; the start comes first."""

from __future__ import annotations

from aptcheck.cli.understood_type import UnderstoodType
from aptcheck.engine.arguments import window_of

__all__ = ["DATES"]

DATES = UnderstoodType("dates", window_of)
