"""SARIF in Microsoft's validator: the official schema and GitHub's ingestion rules."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from aptcheck.report import render
from aptcheck.results import Report
from tests.node_packages import node_modules
from tests.report.plain import every_kind, finding, many, proposal, sample_report

PACKAGE = "@microsoft/sarif-multitool"
HOSTILE = finding(
    message="{0} [x](http://evil.example) \x1b[2J \ufffe",
    target="<script>",
    fingerprint="a b",
)


def multitool() -> str:
    """Return the validator: the platform's own binary, which accepts a `;` in paths."""
    root = node_modules(PACKAGE)
    for name in ("sarif-multitool-linux", "sarif-multitool-darwin", "sarif-multitool-win32"):
        for inside in (root, root / PACKAGE / "node_modules"):
            for binary in ("Sarif.Multitool", "Sarif.Multitool.exe"):
                path = Path(inside, "@microsoft", name, binary)
                if path.exists():
                    path.chmod(0o755)
                    return str(path)
    pytest.skip(f"{PACKAGE} is not installed (npm install --global {PACKAGE}@5.7.0)")


def complaints(text: str, folder: Path) -> list[str]:
    """Return the validator's complaints; the file that it counts shows that it ran."""
    path = folder / "report.sarif"
    path.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [multitool(), "validate", str(path), "--rule-kind", "Sarif;Ghas"],
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [
        line for line in done.stdout.splitlines() if ": error " in line or ": warning " in line
    ]
    judged = "1 files scanned" in done.stdout
    assert judged, f"the validator did not judge the file: {done.stdout}{done.stderr}"
    return lines


@pytest.mark.parametrize(
    "report",
    [every_kind(), Report(proposals=()), Report(proposals=(proposal(HOSTILE),)), many(2_000)],
    ids=["every kind", "nothing", "hostile", "two thousand"],
)
def test_the_validator_has_nothing_to_say(report: Report, tmp_path: Path) -> None:
    assert complaints(render("sarif", report), tmp_path) == []


def test_the_sample_is_valid(tmp_path: Path, monkeypatch) -> None:
    assert complaints(render("sarif", sample_report(monkeypatch)), tmp_path) == []


def test_the_validator_sees_a_fault(tmp_path: Path) -> None:
    wrong = render("sarif", every_kind()).replace('"startLine": 812', '"startLine": 0')
    assert any("JSON1008" in line for line in complaints(wrong, tmp_path))
