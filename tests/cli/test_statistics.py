"""``--statistics``, ``--quiet`` and ``--verbose``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aptcheck.testing import exposure, pair
from tests.cli.running import run

SLIP = pair(sky={"exposures": [exposure(g, groups=40) for g in ("SHORT", "MEDIUM", "LONG")]})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    SLIP.write(tmp_path / "a.xml")
    SLIP.write(tmp_path / "b.xml")
    pair().write(tmp_path / "c.xml")
    return tmp_path


def test_findings_are_counted_by_rule_for_people(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = run(capsys, "check", folder, "--statistics", "--select", "BKG201")
    assert done.out == "     2  BKG201  error    ngroups-mismatch\n"
    assert done.status == 1


def test_findings_are_counted_by_rule_for_machines(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = run(capsys, "check", folder, "--statistics", "--format", "json", "--select", "BKG201")
    assert json.loads(done.out) == [
        {"count": 2, "code": "BKG201", "severity": "error", "name": "ngroups-mismatch"}
    ]


def test_findings_that_do_not_count_are_left_out(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "aptcheck.toml").write_text(
        '[[suppress]]\ncode = "BKG201"\nproposal = "a.xml"\nreason = "We know."\n'
    )
    done = run(capsys, "check", folder, "--statistics", "--select", "BKG201")
    assert done.out.split()[0] == "1"


@pytest.mark.parametrize("format_", ["sarif", "github", "junit", "markdown", "html"])
def test_other_formats_have_no_statistics(
    folder: Path, format_: str, capsys: pytest.CaptureFixture[str]
) -> None:
    done = run(capsys, "check", folder, "--statistics", "--format", format_)
    assert (done.status, done.out, len(done.err.splitlines())) == (2, "", 1)


def test_quiet_and_verbose_are_mutually_exclusive(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "check", folder, "-q", "-v").status == 2


def test_quiet_still_writes_its_output_file(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = folder / "report.json"
    done = run(capsys, "check", folder, "-q", "--format", "json", "-o", file)
    assert (done.status, done.out, done.err) == (1, "", "")
    assert json.loads(file.read_text())["summary"]["proposals"] == 3


def test_suppressed_findings_are_always_shown_and_the_ledger_on_request(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "aptcheck.toml").write_text(
        '[[suppress]]\ncode = "BKG201"\nreason = "The sky is bright there."\n'
    )
    brief, full = run(capsys, "check", folder), run(capsys, "check", folder, "-v")
    for shown in (brief, full):
        assert shown.out.count("observation 2: The sky is bright there.") == 2
        assert ", 2 suppressed.\n" in shown.out
    assert "Coverage" in full.out
    assert "Coverage" not in brief.out
