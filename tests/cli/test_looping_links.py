"""A link that leads to itself is one proposal that cannot be read, for every command."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from aptcheck.catalog import LOCK_NAME
from aptcheck.testing import pair
from tests.cli.running import run
from tests.skies import allwise, star

REASON = "A link leads back to itself"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "in"
    found.mkdir()
    pair().write(found / "good.xml")
    (found / "loop.aptx").symlink_to("loop.aptx")
    (found / "there.xml").symlink_to("back.xml")
    (found / "back.xml").symlink_to("there.xml")
    return found


@pytest.fixture
def aptcheck(capsys: pytest.CaptureFixture[str]) -> Any:
    return partial(run, capsys)


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_others_of_a_folder_are_judged(aptcheck: Any, folder: Path, jobs: int) -> None:
    entry = '[[suppress]]\ncode = "BKG201"\nreason = "we know"\nproposal = "else.xml"\n'
    (folder / "aptcheck.toml").write_text(entry)
    done = aptcheck("check", folder, "--format", "json", "--jobs", jobs)
    assert done.status == 1
    proposals = {Path(p["path"]).name: p for p in json.loads(done.out)["proposals"]}
    assert set(proposals) == {"good.xml", "loop.aptx", "there.xml", "back.xml"}
    assert proposals.pop("good.xml")["verdict"] == "pass"
    for proposal in proposals.values():
        (finding,) = proposal["findings"]
        assert finding["code"] == "APT001"
        assert finding["message"].startswith(REASON)


@pytest.mark.parametrize("name", ["loop.aptx", "good.xml"])
def test_a_report_is_written_beside_it(aptcheck: Any, folder: Path, name: str) -> None:
    done = aptcheck("check", folder / name, "-o", folder / "report.txt", "--fail-on", "never")
    assert (done.status, done.err) == (0, "")
    # A long path may wrap onto two lines.
    assert name in "".join((folder / "report.txt").read_text().split())


def test_a_folder_that_is_such_a_link(aptcheck: Any, folder: Path) -> None:
    (folder / "sub").symlink_to("sub")
    done = aptcheck("check", folder / "sub", "--format", "json")
    assert done.status == 1
    (finding,) = done.findings
    assert finding["message"].startswith(REASON)


def test_a_lock_is_made_for_the_others(aptcheck: Any, folder: Path, tmp_path: Path) -> None:
    catalogue = allwise(tmp_path / "wise.csv", [star(0, 0)])
    done = aptcheck("lock", folder, "--catalog", catalogue)
    assert done.status == 1
    assert done.err.count(REASON) == 3
    assert (folder / LOCK_NAME).exists()


def test_a_baseline_is_made_of_the_others(aptcheck: Any, folder: Path, tmp_path: Path) -> None:
    baseline = tmp_path / "baseline.json"
    assert aptcheck("baseline", folder, "-o", baseline).status == 0
    done = aptcheck("check", folder, "--baseline", baseline, "--format", "json")
    assert [p["verdict"] for p in json.loads(done.out)["proposals"]].count("fail") == 3


def test_two_versions_are_compared(aptcheck: Any, folder: Path) -> None:
    good, loop = folder / "good.xml", folder / "loop.aptx"
    assert aptcheck("diff", loop, good).status == 0
    done = aptcheck("diff", good, loop)
    assert done.status == 1
    assert "The new version could not be read" in done.out


@pytest.mark.parametrize("command", ["footprint", "visibility"])
def test_a_command_on_it_alone_is_refused(aptcheck: Any, folder: Path, command: str) -> None:
    done = aptcheck(command, folder / "loop.aptx")
    assert done.status == 2
    assert REASON in done.err
