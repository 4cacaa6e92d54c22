"""What a change does to findings, as a pull request shows it."""

from __future__ import annotations

from aptcheck.report import render
from aptcheck.results import Report
from aptcheck.testing import Document, check, pair
from scripts.acceptance import Said, findings, report

SLIP = pair(sky={"groups": 40})


def said(document: Document, **how: object) -> list[Said]:
    """Return what a check says, by way of its JSON report."""
    made = Report(proposals=(check(document, **how),))  # type: ignore[arg-type]
    return list(findings(render("json", made)))


def test_equal_reports_say_that_nothing_has_changed() -> None:
    before = said(SLIP)
    assert before
    assert f"All {len(before)} findings are as before." in report(before, said(SLIP))


def test_a_finding_is_new_on_one_side_and_gone_on_the_other() -> None:
    clean, slip = said(pair(), select=["BKG2"]), said(SLIP, select=["BKG2"])
    assert "| BKG201 | 1 |  |  |" in report(clean, slip)
    assert "| BKG201 |  | 1 |  |" in report(slip, clean)


def test_another_severity_or_sentence_of_the_same_finding_is_said() -> None:
    error = said(SLIP, select=["BKG2"])
    warning = said(SLIP, select=["BKG2"], severity={"BKG201": "warning"})
    assert "| BKG201 |  |  | 1 |" in report(error, warning)
    reworded = [one._replace(message="In other words.") for one in error]
    assert "`In other words.`" in report(error, reworded)


def test_findings_that_do_not_count_are_left_out() -> None:
    entry = {"code": "BKG201", "observation": 2, "reason": "We know."}
    assert said(SLIP, select=["BKG2"], suppress=[entry]) == []


def test_a_long_list_is_cut_and_says_so() -> None:
    (one,) = said(SLIP, select=["BKG2"])
    many = [one._replace(fingerprint=str(number)) for number in range(50)]
    assert "- and 10 more\n" in report([], many)
