"""`--timeout-per-file`: a file whose check never ends costs a run only that file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import aptcheck
from aptcheck.errors import UsageError
from aptcheck.testing import pair
from tests.cli.running import refused
from tests.endless import LABELS, endless_site, environment, labelled

#: Ten times the seconds that a small proposal takes.
LIMIT = "4"

posix = pytest.mark.skipif(os.name == "nt", reason="the place is known on POSIX only")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return endless_site(tmp_path)


def ended(site: Path, *arguments: object, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run a command with the limit until it ends."""
    return subprocess.run(
        [sys.executable, "-m", "aptcheck", *map(str, arguments), "--timeout-per-file", LIMIT],
        env=environment(site),
        input=stdin,
        capture_output=True,
        timeout=300,
        check=False,
    )


def proposals(done: subprocess.CompletedProcess[bytes]) -> dict[str, dict[str, Any]]:
    """Return each proposal of a JSON report by its label."""
    assert done.returncode == 1, done.stderr
    assert done.stderr == b""
    found = json.loads(done.stdout)["proposals"]
    return {Path(one["path"]).stem.partition("-")[2]: one for one in found}


@posix
@pytest.mark.parametrize("jobs", ["1", "3"])
def test_an_endless_rule_is_stopped(jobs: str, site: Path, tmp_path: Path) -> None:
    folder = labelled(tmp_path, "calm", *LABELS, "after")
    found = proposals(ended(site, "check", folder, "--format", "json", "--jobs", jobs))
    assert list(found) == ["calm", *LABELS, "after"]
    for label, proposal in found.items():
        if label in LABELS:
            (fault,) = proposal["findings"]
            assert (fault["code"], proposal["verdict"]) == ("APT900", "fail")
            assert fault["message"] == (
                "aptcheck gave up after 4 s, in rule OBS777 (endless-label). "
                "The proposal was not checked."
            )
            assert "--timeout-per-file" in fault["fix"]
            assert {line["outcome"] for line in proposal["coverage"]} == {"finding", "not-checked"}
        else:
            assert proposal["verdict"] == "pass"
            assert proposal["reached"]


@posix
def test_standard_input_is_given_up_too(site: Path, tmp_path: Path) -> None:
    (file,) = labelled(tmp_path, "c-call").iterdir()
    done = ended(site, "check", "-", "--format", "concise", stdin=file.read_bytes())
    assert done.returncode == 1
    (line,) = done.stdout.decode().splitlines()
    assert line.startswith("-: APT900 error aptcheck gave up after 4 s, in rule OBS777")


def test_a_baseline_names_what_it_gave_up(site: Path, tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    done = ended(site, "baseline", labelled(tmp_path, "calm", "catch"), "-o", file)
    assert done.returncode == 0
    assert b"1 proposal could not be checked (APT900)" in done.stderr
    assert set(json.loads(file.read_text())["proposals"]) == {"in/0-calm.xml", "in/1-catch.xml"}


def test_the_library_gives_up_too(site: Path, tmp_path: Path) -> None:
    folder = labelled(tmp_path, "calm", "c-call")
    code = (
        "import aptcheck\n"
        f"report = aptcheck.check({str(folder)!r}, timeout_per_file={LIMIT})\n"
        "print(*(f.code for p in report.proposals[1:] for f in p.findings))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(site), capture_output=True, check=True
    )
    assert done.stdout.split() == [b"APT900"]


@pytest.mark.parametrize("given", [-1, float("nan"), float("inf"), "5", True, [5]])
def test_the_library_refuses_an_invalid_time(given: Any) -> None:
    with pytest.raises(UsageError, match="timeout_per_file must be a number of seconds"):
        aptcheck.check("x.xml", timeout_per_file=given)


@pytest.mark.parametrize("given", ["-1", "nan", "1e9", "soon"])
def test_the_command_refuses_an_invalid_time(given: str, tmp_path: Path) -> None:
    file = pair().write(tmp_path / "x.xml")
    assert "timeout" in refused("check", file, "--timeout-per-file", given)


def test_without_a_limit_all_is_done_in_one_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aptcheck.engine.worker_process.WorkerProcess.give", None)
    report = aptcheck.check(pair().write(tmp_path / "x.xml"))
    assert report.proposals[0].verdict == "pass"
