"""From the paths on the command line to the files to read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import aptcheck
from aptcheck.engine.paths import proposal_files
from aptcheck.errors import UsageError


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("b.aptx", "a.XML", "notes.txt", ".hidden.xml", "sub/c.xml", ".git/d.xml"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return tmp_path


def test_a_folder_gives_its_proposals_in_order_without_what_is_hidden(folder: Path) -> None:
    assert proposal_files(["in"]) == ["in/a.XML", "in/b.aptx", "in/sub/c.xml"]


def test_a_file_named_outright_is_taken_whatever_its_name(folder: Path) -> None:
    assert proposal_files(["in/notes.txt", "-"]) == ["in/notes.txt", "-"]


def test_a_file_is_taken_once_under_its_first_name(folder: Path) -> None:
    files = ["./in/b.aptx", "in/b.aptx", "in/sub/../b.aptx", str(folder / "in/b.aptx"), "-", "-"]
    assert proposal_files(files) == ["./in/b.aptx", "-"]
    assert proposal_files(["in/b.aptx", "in"]) == ["in/b.aptx", "in/a.XML", "in/sub/c.xml"]


def test_a_link_to_a_folder_above_is_no_loop(folder: Path) -> None:
    (folder / "in/sub/up").symlink_to(folder / "in", target_is_directory=True)
    assert proposal_files(["in"]) == ["in/a.XML", "in/b.aptx", "in/sub/c.xml"]


def test_a_folder_called_like_a_proposal_is_a_folder(folder: Path) -> None:
    (folder / "in").rename(folder / "in.aptx")
    assert proposal_files(["in.aptx"])[0] == "in.aptx/a.XML"


@pytest.mark.parametrize("path", ["gone.aptx", "in/gone", ""])
def test_a_path_that_does_not_exist_is_wrong_usage(folder: Path, path: str) -> None:
    with pytest.raises(UsageError, match="no such file or folder"):
        proposal_files(["in", path])


def test_a_folder_without_proposals_is_not_clean_but_wrong_usage(folder: Path) -> None:
    (folder / "empty").mkdir()
    with pytest.raises(UsageError, match=r"^empty: there is no \.aptx or \.xml file to check\.$"):
        aptcheck.check("empty")
    assert len(aptcheck.check("empty", "in/b.aptx").proposals) == 1


def test_a_folder_that_may_not_be_listed_stands_for_itself(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = os.scandir

    def closed(path: str) -> Iterator[os.DirEntry[str]]:
        if Path(path).name == "sub":
            raise PermissionError(13, "Permission denied", path)
        return listed(path)

    monkeypatch.setattr(os, "scandir", closed)
    assert proposal_files(["in"]) == ["in/a.XML", "in/b.aptx", "in/sub"]
