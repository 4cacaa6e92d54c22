"""Other files in a folder are skipped, and reported on standard error."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from aptcheck.testing import pair
from tests.cli.running import run
from tests.skies import allwise, star


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    pair().write(tmp_path / "pair.aptx")
    return tmp_path


@pytest.fixture
def aptcheck(capsys: pytest.CaptureFixture[str]) -> Any:
    return partial(run, capsys)


def test_its_own_junit_report_does_not_fail_the_next_check(aptcheck: Any, folder: Path) -> None:
    assert aptcheck("check", ".", "--report", "junit=aptcheck.xml", "-q").status == 0
    done = aptcheck("check", ".", "--format", "json")
    assert (done.status, done.err) == (0, "")
    assert [p["path"] for p in json.loads(done.out)["proposals"]] == ["pair.aptx"]
    done = aptcheck("check", ".", "--format", "json", "--verbose")
    assert done.err == "aptcheck: 1 other XML file was skipped: aptcheck.xml.\n"
    done = aptcheck("check", "aptcheck.xml", "--format", "json")
    assert done.status == 1
    assert [f["code"] for f in done.findings] == ["APT001"]


def test_a_report_named_like_the_archive_can_be_rewritten(aptcheck: Any, folder: Path) -> None:
    for _ in range(2):
        assert aptcheck("check", ".", "--report", "junit=pair.xml", "-q").status == 0
    (folder / "pair.xml").write_bytes(pair(links=[]).xml)
    done = aptcheck("check", ".", "--report", "junit=pair.xml", "-q")
    assert done.status == 2
    assert "pair.xml: is read by this command" in done.err


@pytest.mark.parametrize("command", ["check", "baseline"])
def test_folders_behind_links_are_named(aptcheck: Any, folder: Path, command: str) -> None:
    (folder / "one").symlink_to(".")
    (folder / "two").symlink_to(".")
    done = aptcheck(command, ".")
    assert done.status == 0
    shown = "aptcheck: 2 folders behind links were skipped: one and two. Name them to check them.\n"
    assert done.err == shown
    if command == "check":
        assert aptcheck("check", ".", "-q").err == ""


def test_automatic_copies_of_apt_are_named(aptcheck: Any, folder: Path) -> None:
    (folder / "old").mkdir()
    pair().write(folder / "old" / "pair.xml").rename("old/pair.aptbackup")
    done = aptcheck("check", ".", "--format", "json")
    assert (
        "aptcheck: old has only APT's automatic copies (1 .aptbackup file). Name it to check it: "
        in done.err
    )
    assert "old/pair.aptbackup" in done.err
    assert aptcheck("check", "old/pair.aptbackup").status == 0


@pytest.mark.parametrize("command", ["check", "baseline", "lock"])
def test_a_folder_of_other_files_is_not_a_pass(aptcheck: Any, folder: Path, command: str) -> None:
    empty = folder / "empty"
    empty.mkdir()
    (empty / "x.aptbackup").write_bytes(b"")
    (empty / "report.xml").write_text("<testsuites/>")
    (empty / "link").symlink_to("..")
    done = aptcheck(command, "empty")
    assert (done.status, done.out) == (2, "")
    (line,) = done.err.splitlines()
    assert line.startswith("aptcheck: empty: there is no proposal")
    for name in ("x.aptbackup", "report.xml", "link"):
        assert f"empty/{name}" in line
    assert not list(folder.rglob("*.lock"))


def test_a_lock_says_so_too(aptcheck: Any, folder: Path, tmp_path: Path) -> None:
    (folder / "link").symlink_to(".")
    catalogue = allwise(folder / "wise.csv", [star(0, 0)])
    done = aptcheck("lock", ".", "--catalog", catalogue)
    assert done.status == 0
    assert "aptcheck: 1 folder behind a link was skipped: link. Name it to check it." in done.err


def test_a_hostile_name_is_shown_not_sent(aptcheck: Any, folder: Path) -> None:
    (folder / "li\x1b[31m\nnk").symlink_to(".")
    done = aptcheck("check", ".")
    assert "\x1b" not in done.err
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize("command", ["check", "baseline"])
def test_a_folder_without_any_proposal_is_wrong_usage_beside_others_too(
    aptcheck: Any, folder: Path, command: str
) -> None:
    (folder / "empty").mkdir()
    done = aptcheck(command, "empty", ".")
    assert (done.status, done.out) == (2, "")
    assert done.err == "aptcheck: empty: there is no .aptx or .xml file to check.\n"
    (folder / "full").mkdir()
    pair().write(folder / "full" / "own.xml")
    assert aptcheck("check", ".", "full", "--fail-on", "never").status == 0
