"""The dates in which a proposal may be observed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

from aptcheck.observatory.cycles import cycle_window
from aptcheck.schedule.target_path import DAYS_PER_YEAR

if TYPE_CHECKING:
    from aptcheck.model import Proposal

__all__ = ["COMING_YEAR", "ObservingWindow", "observing_window"]

#: Where the dates come from if neither the user nor the proposal says when it will be observed.
COMING_YEAR = "the coming year"


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class ObservingWindow:
    """The dates in which the programme may be observed (UTC), and where they come from.

    ``origin`` completes a sentence: "for the middle of Cycle 5 (2026-07-01 to 2027-06-30)".
    ``kind`` is ``guess`` where neither the user nor the proposal says when it will be observed.
    """

    start: datetime
    end: datetime
    origin: str
    kind: Literal["asked", "cycle", "guess"] = "asked"

    @property
    def is_guess(self) -> bool:
        """Whether another year would be as good."""
        return self.kind == "guess"

    @property
    def middle(self) -> datetime:
        """The moment half way through."""
        return self.start + self.length / 2

    @property
    def half_years(self) -> float:
        """From its middle to either end, Julian years."""
        return self.length / timedelta(days=2 * DAYS_PER_YEAR)

    @property
    def length(self) -> timedelta:
        """From start to end."""
        return self.end - self.start


def observing_window(
    proposal: Proposal, dates: tuple[datetime, datetime] | None, today: datetime
) -> ObservingWindow:
    """Return the requested dates, else the proposal's cycle, else the coming year.

    The coming year begins with the day of ``today``, so that two checks of one day are the same.
    """
    if dates is not None:
        return ObservingWindow(start=dates[0], end=dates[1], origin="the requested dates")
    cycle = cycle_window(proposal.cycle)
    if cycle is not None:
        assumed = ", dates assumed" if cycle.assumed else ""
        return ObservingWindow(
            start=cycle.start,
            end=cycle.end,
            origin=f"Cycle {cycle.cycle}{assumed}",
            kind="cycle",
        )
    start = today.replace(hour=0, minute=0, second=0, microsecond=0)
    return ObservingWindow(
        start=start, end=start + timedelta(days=365), origin=COMING_YEAR, kind="guess"
    )
