"""The dates in which a proposal may be observed."""

from __future__ import annotations

from datetime import datetime, timedelta

from aptcheck.model import Proposal
from aptcheck.observatory.cycles import cycle_window
from aptcheck.rules.context import Window

__all__ = ["observing_window"]


def observing_window(
    proposal: Proposal, dates: tuple[datetime, datetime] | None, today: datetime
) -> Window:
    """Return the dates asked for, else the proposal's cycle, else the coming year."""
    if dates is not None:
        return Window(start=dates[0], end=dates[1], origin="the dates asked for")
    cycle = cycle_window(proposal.cycle)
    if cycle is not None:
        assumed = ", dates assumed" if cycle.assumed else ""
        return Window(start=cycle.start, end=cycle.end, origin=f"Cycle {cycle.cycle}{assumed}")
    return Window(start=today, end=today + timedelta(days=365), origin="the coming year")
