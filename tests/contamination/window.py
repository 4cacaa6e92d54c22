"""Opportunities of a built proposal in Cycle 5."""

from __future__ import annotations

from datetime import datetime

from aptcheck.apt import StoredWindows, read_bytes
from aptcheck.contamination.observing_window import ObservingWindow
from aptcheck.contamination.opportunities import Opportunities
from aptcheck.contamination.swept import NoField, SweptField
from aptcheck.model import Observation
from aptcheck.testing import Document

CYCLE_5 = datetime(2026, 7, 1), datetime(2027, 7, 1)


def opportunities(
    document: Document, window: tuple[datetime, datetime] = CYCLE_5
) -> tuple[Opportunities, dict[int, Observation]]:
    """Return the opportunities and the observations by number."""
    read = read_bytes(document.xml, "proposal.xml")
    years = ObservingWindow(start=window[0], end=window[1], origin="Cycle 5")
    seen = Opportunities(read.proposal, years, StoredWindows(read.planner_texts))
    return seen, {o.number: o for o in read.proposal.observations}


def swept(document: Document, number: int, window=CYCLE_5) -> SweptField:
    """Return the swept field of one observation, which has one."""
    found = anything(document, number, window)
    assert isinstance(found, SweptField), found
    return found


def none(document: Document, number: int, window=CYCLE_5) -> NoField:
    """Return why one observation has none."""
    found = anything(document, number, window)
    assert isinstance(found, NoField), found
    return found


def anything(document: Document, number: int, window=CYCLE_5) -> SweptField | NoField:
    seen, observations = opportunities(document, window)
    return seen.swept(observations[number])
