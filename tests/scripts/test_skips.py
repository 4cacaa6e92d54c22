"""The gate's list of known skips: what is skipped runs again, and an unknown reason fails."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.shared import ROOT

SKIPS = ROOT / ".ci" / "skips.py"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """Return pytest's report of a file skipped whole, one skipped in part, and one that ran."""
    tests = tmp_path / "tests" / "room"
    tests.mkdir(parents=True)
    whole = "import pytest\npytest.importorskip('no_such_module', reason='the extra x is absent')\n"
    (tests / "test_whole.py").write_text(whole)
    part = "import pytest\ndef test_a(): pytest.skip('fish is not installed')\ndef test_b(): pass\n"
    (tests / "test_part.py").write_text(part)
    (tests / "test_ran.py").write_text("def test_c(): pass\n")
    subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--junitxml=report.xml"],
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    return tmp_path / "report.xml"


def skips(*arguments: object, folder: Path) -> tuple[int, list[str]]:
    done = subprocess.run(
        [sys.executable, str(SKIPS), *map(str, arguments)],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()


def test_the_files_of_all_that_was_skipped_are_named(report: Path) -> None:
    assert skips("files", report, folder=report.parent) == (
        0,
        ["tests/room/test_part.py", "tests/room/test_whole.py"],
    )


def test_a_reason_that_is_not_on_the_list_fails(report: Path) -> None:
    status, lines = skips("judge", report, ROOT / ".ci" / "known-skips.txt", folder=report.parent)
    assert status == 1
    assert [line.lstrip().split("  ", 1)[1] for line in lines] == [
        "fish is not installed",
        "the extra x is absent  <- not on the list of known skips",
    ]


def test_known_reasons_pass(report: Path, tmp_path: Path) -> None:
    known = tmp_path / "known.txt"
    known.write_text("# why\n^fish\nextra . is absent$\n")
    assert skips("judge", report, known, folder=report.parent)[0] == 0
