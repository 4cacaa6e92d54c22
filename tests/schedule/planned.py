"""Visit Planner results as APT writes them into a file, made from a visibility."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from xml.sax.saxutils import quoteattr

import numpy as np

from aptcheck.schedule.spans import as_mjd
from aptcheck.schedule.visibility import Visibility
from aptcheck.testing import leaf, nest

UNIX_MJD = 40587.0


def planned(
    visibility: Visibility,
    plan: tuple[datetime, datetime],
    *,
    observation: int,
    visit: int = 1,
    program: int = 1234,
    engine: str = "17.0",
    up_to_date: bool = True,
    turned: float = 0.0,
    later: float = 0.0,
) -> str:
    """Write the tool data of one visit; `turned` degrees and `later` days spoil the windows."""
    regard = " ".join(_steps(visibility, plan, turned=turned, later=later, rolls=True))
    final = " ".join(_steps(visibility, plan, turned=turned, later=later, rolls=False))
    record = (
        f"<VpVisitData EngineVersion={quoteattr(engine)}>"
        f'<StVisitSchedulingWindows UpToDate="{str(up_to_date).lower()}" '
        f"StSchedulingPCF={quoteattr(final)}>"
        '<StConstraintSchedulingWindows Name="Field of Regard" Type="off-normal" '
        f"StSchedulingPCF={quoteattr(regard)}/>"
        "</StVisitSchedulingWindows></VpVisitData>"
    )
    name = f"Visit Planner:{program:05d}:{observation:03d}:{visit:03d}"
    return nest("ToolData", nest("ToolData", leaf("ToolValue", record, Name=name), Name="jwst"))


def _steps(
    visibility: Visibility,
    plan: tuple[datetime, datetime],
    *,
    turned: float,
    later: float,
    rolls: bool,
) -> Iterator[str]:
    start, end = (as_mjd(date) for date in plan)
    yield _time(start)
    at = start
    for opening, closing in visibility.spans:
        first, last = opening + later, closing + later
        if first > at:
            yield f"0.0 {_time(first)}"
        starts = [first, *np.arange(first + 0.5, last - 0.5, 1.0), last - 0.5]
        daily = [first, *np.arange(first + 1.0, last, 1.0)]
        samples = [*daily[: len(starts) - 1], last]
        for begin, finish, sample in zip(starts, [*starts[1:], last], samples, strict=True):
            assert finish > begin
            yield f"1.0 {_roll(visibility, sample - later, turned) if rolls else ''} {_time(finish)}"
        at = last
    if at < end:
        yield f"0.0 {_time(end)}"


def _roll(visibility: Visibility, mjd: float, turned: float) -> str:
    lo, hi = visibility.limits(np.array([mjd]))
    low, high = (float(lo[0]) + turned) % 360.0, (float(hi[0]) + turned) % 360.0
    if low > high:
        return f"0.0:{high:.4f}:{low:.4f}:359.9999"
    return f"{low:.4f}:{high:.4f}"


def _time(mjd: float) -> str:
    return str(round((mjd - UNIX_MJD) * 86_400_000))
