"""Several reports from one check, and what they must not overwrite."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from aptcheck.testing import exposure, pair

ROOT = Path(__file__).resolve().parents[2]


def check_in(folder: Path, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "aptcheck", "check", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), **env},
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    broken = pair(sky={"exposures": [exposure("SHORT", groups=40)]})
    (tmp_path / "p").mkdir()
    broken.write(tmp_path / "p" / "broken.xml")
    return tmp_path


def uri(path: Path) -> str:
    (run_,) = json.loads(path.read_text())["runs"]
    artifact = run_["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert isinstance(artifact["uri"], str)
    return artifact["uri"]


def test_one_check_writes_many_reports(folder: Path) -> None:
    done = check_in(
        folder, "p", "--format", "concise", "--report", "json=a.json", "--report=sarif=a=b.sarif"
    )
    assert done.returncode == 1
    assert "BKG201" in done.stdout
    assert json.loads((folder / "a.json").read_text())["summary"]["errors"] >= 1
    assert uri(folder / "a=b.sarif") == "p/broken.xml"


def test_a_quiet_check_still_writes_its_reports(folder: Path) -> None:
    done = check_in(folder, "p", "--quiet", "--report", "markdown=a.md")
    assert done.stdout == ""
    assert (folder / "a.md").exists()


def test_paths_are_relative_to_the_checkout_in_a_workflow(folder: Path) -> None:
    env = {"GITHUB_WORKSPACE": str(folder)}
    check_in(folder / "p", "broken.xml", "--report", "sarif=a.sarif", **env)
    assert uri(folder / "p" / "a.sarif") == "p/broken.xml"
    check_in(folder / "p", str(folder / "p" / "broken.xml"), "--report", "sarif=a.sarif", **env)
    assert uri(folder / "p" / "a.sarif") == "p/broken.xml"


@pytest.mark.parametrize(
    "arguments",
    [
        ("--report", "json"),
        ("--report", "json="),
        ("--report", "pdf=a"),
        ("--report", "statistics=a"),
        ("--report", "json=no/such/folder/a"),
        ("--report", "json=p/broken.xml"),
        ("--output", "p/broken.xml"),
        ("--output", "p/../p/broken.xml"),
    ],
)
def test_wrong_usage_is_one_line_and_changes_no_proposal(
    folder: Path, arguments: tuple[str, ...]
) -> None:
    before = (folder / "p" / "broken.xml").read_bytes()
    done = check_in(folder, "p", *arguments)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert (folder / "p" / "broken.xml").read_bytes() == before


@pytest.mark.skipif(sys.platform != "linux", reason="file names are Unicode elsewhere")
def test_a_path_that_is_not_unicode_costs_no_report(folder: Path) -> None:
    name = os.fsdecode(b"bad\xff.xml")
    (folder / "p" / "broken.xml").rename(folder / name)
    formats = ("json", "sarif", "markdown", "junit", "github", "text", "concise")
    done = check_in(folder, name, *(f"--report={format_}=out.{format_}" for format_ in formats))
    assert done.returncode == 1, done.stderr
    assert json.loads((folder / "out.json").read_bytes())["proposals"][0]["path"] == name
    assert uri(folder / "out.sarif") == "bad%FF.xml"
