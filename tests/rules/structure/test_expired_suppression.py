"""A suppression that has ended is reported, and what it hid is reported again."""

from __future__ import annotations

from pathlib import Path

from aptcheck.testing import exposure, pair
from tests.rules.structure.suppressing import ENTRY, SLIP, checked_folder, ledger, stale_codes


def test_a_date_in_the_past_is_a_warning_and_hides_nothing_any_more(tmp_path: Path) -> None:
    SLIP.write(tmp_path / "slip.xml")
    (report,) = checked_folder(tmp_path, f"{ENTRY}until = 2026-10-31\n", select=("BKG201", "CFG"))
    assert [(f.code, f.severity.value) for f in report.findings] == [
        ("CFG002", "warning"),
        ("BKG201", "error"),
    ]
    assert all(finding.suppressed is None for finding in report.findings)
    assert report.verdict == "fail"
    assert ledger(report, "CFG002") == "finding"


def test_a_date_that_is_today_still_applies(tmp_path: Path) -> None:
    SLIP.write(tmp_path / "slip.xml")
    (report,) = checked_folder(tmp_path, f"{ENTRY}until = 2026-11-01\n", select=("BKG201", "CFG"))
    assert stale_codes(report) == []
    assert report.verdict == "pass"
    assert ledger(report, "CFG002") == "passed"


def test_an_expired_entry_is_not_also_called_unused(tmp_path: Path) -> None:
    pair().write(tmp_path / "clean.xml")
    (report,) = checked_folder(tmp_path, f"{ENTRY}until = 2026-10-31\n", select=("BKG201", "CFG"))
    assert stale_codes(report) == ["CFG002"]
    assert ledger(report) == "not-applicable"


def test_the_cycle_of_each_proposal_decides(tmp_path: Path) -> None:
    slip = {"exposures": [exposure(g, groups=40) for g in ("SHORT", "MEDIUM", "LONG")]}
    pair(sky=slip, cycle=5).write(tmp_path / "five.xml")
    pair(sky=slip, cycle=6).write(tmp_path / "six.xml")
    five, six = checked_folder(tmp_path, f'{ENTRY}until = "Cycle 6"\n', select=("BKG201", "CFG"))
    assert (five.verdict, stale_codes(five)) == ("pass", [])
    assert (six.verdict, stale_codes(six)) == ("fail", ["CFG002"])


def test_it_is_reported_once_for_all_proposals(tmp_path: Path) -> None:
    for name in ("a.xml", "b.xml", "c.xml"):
        SLIP.write(tmp_path / name)
    reports = checked_folder(tmp_path, f"{ENTRY}until = 2026-10-31\n", select=("BKG201", "CFG"))
    assert [stale_codes(report) for report in reports] == [["CFG002"], [], []]
