"""The exported XML next to the archive differs from it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from aptcheck.engine.options import Options
from aptcheck.finding import Severity
from aptcheck.results import Coverage, Outcome, ProposalReport
from aptcheck.tasks.check import check_paths
from aptcheck.testing import Document, pair

CODE = "APT007"


def judged(folder: Path, export: bytes, **options: Any) -> ProposalReport:
    """Check a folder that holds an archive and what is said to be its export."""
    pair().write(folder / "1234.aptx")
    (folder / "1234.xml").write_bytes(export)
    (report,) = check_paths([folder], Options(**options)).proposals
    return report


def line(report: ProposalReport) -> Coverage:
    return next(line for line in report.coverage if line.code == CODE)


@pytest.mark.parametrize(
    "export",
    [
        pair(sky={"groups": 14}),
        pair(both={"groups": 14}),
        pair(sky_target={"north": 300}),
        pair(links=[]),
        pair(title="Another"),
        pair(sky={"groups": "many"}),
    ],
)
def test_another_plan_is_an_info(tmp_path: Path, export: Document) -> None:
    report = judged(tmp_path, export.xml)
    (finding,) = (f for f in report.findings if f.code == CODE)
    assert (finding.severity.value, finding.observation) == ("info", None)
    assert (report.verdict, line(report).outcome) == ("pass", Outcome.FINDING)


@pytest.mark.parametrize(
    "export",
    [
        pair().xml,
        pair().xml.replace(b"\n", b"\r\n"),
        pair().xml.replace(b">\n", b">\n\n"),
        pair(apt_version="Version 2020.1").xml,
        pair(both={"status": "SCHEDULED"}).xml,
    ],
)
def test_the_same_plan_passes(tmp_path: Path, export: bytes) -> None:
    report = judged(tmp_path, export)
    assert [f for f in report.findings if f.code == CODE] == []
    assert line(report).outcome is Outcome.PASSED


def test_an_export_that_cannot_be_read_is_reported(tmp_path: Path) -> None:
    report = judged(tmp_path, pair().xml[:-100])
    assert [f.severity.value for f in report.findings if f.code == CODE] == ["info"]
    assert report.verdict == "pass"


def test_without_an_export_it_is_not_applicable(tmp_path: Path) -> None:
    path = pair().write(tmp_path / "1234.aptx")
    for checked in (path, tmp_path):
        (report,) = check_paths([checked], Options()).proposals
        assert line(report).outcome is Outcome.NOT_APPLICABLE


def test_it_may_be_deselected_and_given_another_severity(tmp_path: Path) -> None:
    other = pair(links=[]).xml
    report = judged(tmp_path, other, ignore=(CODE,))
    assert line(report).reason == "not selected"
    (tmp_path / "aptcheck.toml").write_text(f'[severity]\n{CODE} = "error"\n')
    report = judged(tmp_path, other)
    assert (report.verdict, {f.severity for f in report.findings if f.code == CODE}) == (
        "fail",
        {Severity.ERROR},
    )
