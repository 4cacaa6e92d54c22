"""The schedule of a built proposal in Cycle 5."""

from __future__ import annotations

from datetime import datetime

import pytest

from aptcheck.apt import StoredWindows, read_bytes
from aptcheck.errors import FieldUnavailable
from aptcheck.model import Observation
from aptcheck.schedule.observing_window import ObservingWindow
from aptcheck.schedule.schedule import Schedule
from aptcheck.schedule.swept_field import SweptField
from aptcheck.testing import Document

CYCLE_5 = datetime(2026, 7, 1), datetime(2027, 7, 1)


def scheduled(
    document: Document, window: tuple[datetime, datetime] = CYCLE_5
) -> tuple[Schedule, dict[int, Observation]]:
    """Return the schedule and the observations by number."""
    read = read_bytes(document.xml, "proposal.xml")
    years = ObservingWindow(start=window[0], end=window[1], origin="Cycle 5")
    schedule = Schedule(read.proposal, years, StoredWindows(read.planner_texts))
    return schedule, {o.number: o for o in read.proposal.observations}


def swept(document: Document, number: int, window=CYCLE_5) -> SweptField:
    """Return the swept field of one observation, which has one."""
    schedule, observations = scheduled(document, window)
    return schedule.of(observations[number]).swept


def none(document: Document, number: int, window=CYCLE_5) -> FieldUnavailable:
    """Return why one observation has none."""
    with pytest.raises(FieldUnavailable) as caught:
        swept(document, number, window)
    return caught.value
