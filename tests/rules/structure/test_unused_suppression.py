"""A suppression that hides nothing is reported once, and only where its rule was checked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from aptcheck.testing import pair
from tests.rules.structure.suppressing import ENTRY, SLIP, checked_folder, ledger, stale_codes


def test_an_entry_that_hides_nothing_is_a_warning(tmp_path: Path) -> None:
    pair().write(tmp_path / "clean.xml")
    (report,) = checked_folder(tmp_path, ENTRY, select=("BKG201", "CFG"))
    (finding,) = report.findings
    assert (finding.code, finding.severity.value, finding.observation) == (
        "CFG001",
        "warning",
        None,
    )
    assert report.verdict == "warn"
    assert ledger(report) == "finding"


def test_an_entry_that_hides_something_is_not_reported(tmp_path: Path) -> None:
    SLIP.write(tmp_path / "slip.xml")
    (report,) = checked_folder(tmp_path, ENTRY, select=("BKG201", "CFG"))
    assert stale_codes(report) == []
    assert ledger(report) == "passed"


def test_without_suppressions_the_rule_does_not_apply(tmp_path: Path) -> None:
    SLIP.write(tmp_path / "slip.xml")
    (report,) = checked_folder(tmp_path, "")
    assert ledger(report) == "not-applicable"
    assert ledger(report, "CFG002") == "not-applicable"


@pytest.mark.parametrize("options", [{"ignore": ("BKG2",)}, {"select": ("APT", "CFG")}])
def test_an_entry_for_a_rule_that_was_not_checked_is_not_judged(
    tmp_path: Path, options: dict[str, Any]
) -> None:
    pair().write(tmp_path / "clean.xml")
    (report,) = checked_folder(tmp_path, ENTRY, **options)
    assert stale_codes(report) == []
    assert ledger(report) == "not-checked"


def test_advice_left_out_of_a_draft_is_not_called_unused(tmp_path: Path) -> None:
    pair().write(tmp_path / "clean.xml")
    (report,) = checked_folder(tmp_path, ENTRY.replace("BKG201", "BKG902"), profile="draft")
    (strict,) = checked_folder(tmp_path, ENTRY.replace("BKG201", "BKG902"))
    assert stale_codes(strict) == ["CFG001"]
    assert stale_codes(report) == []


def test_the_rule_itself_can_be_deselected(tmp_path: Path) -> None:
    pair().write(tmp_path / "clean.xml")
    (report,) = checked_folder(tmp_path, ENTRY, ignore=("CFG",))
    assert stale_codes(report) == []
    assert ledger(report) == "not-checked"


def test_a_team_may_give_it_another_severity(tmp_path: Path) -> None:
    pair().write(tmp_path / "clean.xml")
    (report,) = checked_folder(
        tmp_path, f'[severity]\nCFG001 = "info"\n{ENTRY}', select=("BKG201", "CFG")
    )
    assert [f.severity.value for f in report.findings] == ["info"]
    assert report.verdict == "pass"


def test_one_proposal_of_the_run_is_enough_to_use_an_entry(tmp_path: Path) -> None:
    pair().write(tmp_path / "clean.xml")
    SLIP.write(tmp_path / "slip.xml")
    clean, slip = checked_folder(tmp_path, ENTRY, select=("BKG201", "CFG"))
    assert (stale_codes(clean), stale_codes(slip)) == ([], [])
    assert ledger(clean) == ledger(slip) == "passed"


def test_with_several_proposals_it_is_reported_once_with_the_first(tmp_path: Path) -> None:
    pair().write(tmp_path / "a.xml")
    pair().write(tmp_path / "b.xml")
    first, second = checked_folder(tmp_path, ENTRY, select=("BKG201", "CFG"))
    assert (stale_codes(first), stale_codes(second)) == (["CFG001"], [])
    assert (ledger(first), ledger(second)) == ("finding", "not-applicable")


def test_an_unreadable_proposal_leaves_it_open(tmp_path: Path) -> None:
    pair().write(tmp_path / "a.xml")
    (tmp_path / "b.xml").write_bytes(b"")
    first, second = checked_folder(tmp_path, ENTRY)
    assert (stale_codes(first), stale_codes(second)) == ([], [])
    assert ledger(first) == "not-checked"


def test_an_entry_for_another_proposal_is_not_judged_here(tmp_path: Path) -> None:
    pair().write(tmp_path / "a.xml")
    (report,) = checked_folder(tmp_path, f'{ENTRY}proposal = "b.xml"\n')
    assert stale_codes(report) == []
    assert ledger(report) == "not-applicable"


def test_two_unused_entries_alike_have_fingerprints_of_their_own(tmp_path: Path) -> None:
    pair().write(tmp_path / "a.xml")
    (report,) = checked_folder(tmp_path, ENTRY + ENTRY, select=("BKG201", "CFG"))
    assert stale_codes(report) == ["CFG001", "CFG001"]
    assert len({finding.fingerprint for finding in report.findings}) == 2


def test_an_entry_in_the_folder_above_the_proposal_is_judged(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    pair().write(tmp_path / "deep" / "a.xml")
    (report,) = checked_folder(tmp_path, ENTRY, select=("BKG201", "CFG"))
    assert stale_codes(report) == ["CFG001"]
