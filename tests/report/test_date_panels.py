"""The panels of angle against date, for any window."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from aptcheck.geometry.angles import AngleSet
from aptcheck.report.html.date_panels import WIDTH, Panel, panels
from aptcheck.report.html.obstacles import Prospect
from aptcheck.results import AngleTrack
from aptcheck.testing import pair
from tests.cli.running import spawn

EVERY_ANGLE = Prospect(allowed=AngleSet.full(), obstacles=(), checked=True)


def panel_of(start: date, length: int) -> Panel:
    """Return the panel of a window with one sample per day."""
    days = (start + timedelta(days=n) for n in range(length))
    samples = tuple((f"{day:%Y-%m-%d}", 10.0 + n / 10, 20.0 + n / 10) for n, day in enumerate(days))
    (panel,) = panels(EVERY_ANGLE, [AngleTrack(samples=samples)])
    return panel


@given(st.dates(date(2021, 12, 25), date(2058, 1, 1)), st.integers(1, 800))
@example(date(2026, 7, 2), 13)
@example(date(2026, 7, 2), 1)
@example(date(2026, 7, 14), 3)
def test_every_window_has_dates_that_can_be_read(start: date, length: int) -> None:
    ticks = panel_of(start, length).days
    places = [tick.at for tick in ticks]
    assert min(length, 2) <= len(ticks) <= 6
    assert places[0] >= 0.0
    assert places[-1] <= WIDTH
    assert all(after - before >= 40.0 for before, after in pairwise(places))


def test_a_short_window_is_marked_at_its_ends() -> None:
    assert [tick.label for tick in panel_of(date(2026, 7, 2), 13).days] == ["2 Jul", "14 Jul"]
    assert [tick.label for tick in panel_of(date(2026, 7, 14), 3).days] == ["14 Jul", "16 Jul"]


def test_the_page_of_a_check_over_a_few_days(tmp_path: Path) -> None:
    file = pair().write(tmp_path / "pair.xml")
    done = spawn("check", file, "--format", "html", "--dates", "2027-05-02/2027-05-10")
    assert done.returncode == 0
    assert b">2 May</text>" in done.stdout
    assert done.stderr == b""


def test_a_longer_one_by_its_months() -> None:
    labels = [tick.label for tick in panel_of(date(2026, 7, 2), 60).days]
    assert labels == ["15 Jul", "1 Aug", "15 Aug"]
