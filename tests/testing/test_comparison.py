"""The differences between two checks."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

import aptcheck
from aptcheck.errors import UsageError
from aptcheck.report import render
from aptcheck.results import Report
from aptcheck.testing import check, compare, exposure, pair

FAULTY = pair(sky={"groups": 14})


def test_the_same_check_twice_differs_in_nothing() -> None:
    assert compare(check(FAULTY), check(FAULTY)) == []


def test_a_finding_comes_and_goes() -> None:
    assert compare(check(pair()), check(FAULTY)) == ["+ BKG201 error 2"]
    assert compare(check(FAULTY), check(pair())) == ["- BKG201 error 2"]


def test_another_severity_is_a_difference() -> None:
    milder = check(FAULTY, severity={"BKG201": "warning"})
    assert compare(check(FAULTY), milder) == ["- BKG201 error 2", "+ BKG201 warning 2"]


def test_different_numbers_in_a_message_are_not_a_difference() -> None:
    old, new = (check(pair(sky={"groups": groups}), select=["BKG201"]) for groups in (13, 14))
    assert old.findings != new.findings
    assert compare(old, new) == []


def test_a_rule_that_was_not_checked_does_not_count_as_fixed() -> None:
    narrowed = check(FAULTY, select=["BKG3"])
    note = "(not checked in the {} report: not selected)"
    assert compare(check(FAULTY), narrowed) == [
        f"- BKG201 error 2 {note.format('new')}",
        f"- SKY104 info - {note.format('new')}",
    ]
    assert compare(narrowed, check(FAULTY))[0] == f"+ BKG201 error 2 {note.format('old')}"


def test_a_rule_missing_in_one_report_is_noted() -> None:
    report = check(FAULTY, select=["BKG201"])
    ledger = tuple(line for line in report.coverage if line.code != "BKG201")
    older = replace(report, findings=(), coverage=ledger)
    assert compare(older, report) == ["+ BKG201 error 2 (the old report has no such rule)"]


def test_a_suppressed_finding_is_gone() -> None:
    suppress = [{"code": "BKG201", "reason": "we know"}]
    old, new = (check(FAULTY, select=["BKG201"], suppress=some) for some in ([], suppress))
    assert compare(old, new) == ["- BKG201 error 2"]


def test_two_findings_of_one_rule_on_one_observation_are_two() -> None:
    lines = [exposure("SHORT", groups=14), exposure("MEDIUM", groups=14), exposure("LONG")]
    old, new = check(pair(), select=["BKG2"]), check(pair(sky={"exposures": lines}))
    assert "+ BKG201 error 2" in compare(old, new)
    report = check(FAULTY, select=["BKG201"])
    doubled = replace(report, findings=report.findings * 2)
    assert compare(report, doubled) == ["+ BKG201 error 2"]


def test_a_draft_without_a_number_is_compared_too() -> None:
    draft = pair(sky={"groups": 14}, program=None)
    assert compare(check(draft), check(FAULTY)) == []


def test_reports_on_many_proposals_are_compared_file_by_file(tmp_path: Path) -> None:
    a, b, c = (tmp_path / name for name in ("a.xml", "b.xml", "c.xml"))
    for path in (a, b, c):
        FAULTY.write(path)
    old = aptcheck.check(a, b, select=["BKG201"])
    pair().write(a)
    new = aptcheck.check(c, a, select=["BKG201"])
    assert compare(old, new) == [
        f"- BKG201 error 2 in {a}",
        f"- {b} (not in the new report)",
        f"+ {c} (not in the old report)",
    ]


def test_a_saved_report_can_be_compared(tmp_path: Path) -> None:
    before, after = tmp_path / "before.json", tmp_path / "after.json"
    for path, document in ((before, pair()), (after, FAULTY)):
        report = Report(proposals=(check(document, select=["BKG201"]),))
        path.write_text(render("json", report), encoding="utf-8")
    assert compare(before, str(after)) == ["+ BKG201 error 2"]
    assert compare(before, check(FAULTY, select=["BKG201"])) == ["+ BKG201 error 2"]


def test_a_report_saved_before_there_were_modes_is_read(tmp_path: Path) -> None:
    report = Report(proposals=(check(pair(), select=["BKG201"]),))
    document = json.loads(render("json", report))
    for proposal in document["proposals"]:
        del proposal["scope"]["fields_left_out"]
        for one in proposal["backgrounds"]:
            del one["mode"]
            for exposed in one["exposures"]:
                for key in ("setting", "grating", "filter", "slit", "mask", "subarray"):
                    del exposed[key]
    older = tmp_path / "older.json"
    older.write_text(json.dumps(document), encoding="utf-8")
    assert compare(older, check(FAULTY, select=["BKG201"])) == ["+ BKG201 error 2"]


@pytest.mark.parametrize("content", [None, "", "[]", '{"proposals": [{}]}', "\udcff"])
def test_a_file_that_is_not_a_report_gives_one_sentence(
    tmp_path: Path, content: str | None
) -> None:
    path = tmp_path / "report.json"
    if content is not None:
        path.write_text(content, encoding="utf-8", errors="surrogateescape")
    with pytest.raises(UsageError, match=r"report\.json: [^\n]+\.$"):
        compare(path, check(pair()))
