"""Observing cycles: the dates of a proposal's cycle number.

JWST's cycles run from 1 July to 30 June; cycle 1 began when commissioning ended, in July 2022. The
calls give the dates: "Cycle 3 dates: July 1, 2024 - June 30, 2025" (NASA Cosmic Origins news,
2023-10-18, https://cor.gsfc.nasa.gov/news/2023/JWST_Cycle_3-Proposals.php), and STScI lists
2024-07-01 and 2025-07-01 as the beginnings of cycles 3 and 4. Cycles that have not begun continue
the rule and are marked as assumed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

__all__ = ["CycleWindow", "cycle_window"]

FIRST_YEAR = 2022  # the calendar year in which cycle 1 began
LAST_BEGUN = 5  # 2026-07-01 to 2027-06-30


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class CycleWindow:
    """The dates of one cycle: ``start`` belongs to it, ``end`` does not (naive UTC).

    ``assumed`` marks a cycle whose dates only follow the rule.
    """

    cycle: int
    start: datetime
    end: datetime
    assumed: bool


def cycle_window(cycle: int | None) -> CycleWindow | None:
    """Return the dates of a cycle, None for a number that no General Observer cycle has.

    Cycle 0 (commissioning) has no window: its programmes are over.
    """
    if cycle is None or not 1 <= cycle <= 50:
        return None
    year = FIRST_YEAR + cycle - 1
    return CycleWindow(
        cycle=cycle,
        start=datetime(year, 7, 1),
        end=datetime(year + 1, 7, 1),
        assumed=cycle > LAST_BEGUN,
    )
