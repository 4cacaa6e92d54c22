"""The files to read, found from the paths on the command line."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import aptcheck
from aptcheck.engine.paths import proposal_files
from aptcheck.errors import UsageError


def files(*paths: str) -> list[str]:
    return list(proposal_files(paths).files)


def put(folder: Path, *names: str, content: str = "") -> None:
    for name in names:
        path = folder / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    put(tmp_path, "b.aptx", "a.XML", "notes.txt", ".hidden.xml", "sub/c.xml", ".git/d.xml")
    return tmp_path


def test_a_folder_gives_its_proposals_in_order_without_hidden_files(folder: Path) -> None:
    found = proposal_files(["in"])
    assert found.files == ("in/a.XML", "in/b.aptx", "in/sub/c.xml")
    assert (found.exports, found.foreign, found.backups, found.links) == ({}, (), (), ())


def test_a_file_named_directly_is_read_whatever_its_name(folder: Path) -> None:
    assert files("in/notes.txt", "-") == ["in/notes.txt", "-"]


def test_a_file_is_taken_once_under_its_first_name(folder: Path) -> None:
    several = ["./in/b.aptx", "in/b.aptx", "in/sub/../b.aptx", str(folder / "in/b.aptx"), "-", "-"]
    assert files(*several) == ["./in/b.aptx", "-"]
    assert files("in/b.aptx", "in") == ["in/b.aptx", "in/a.XML", "in/sub/c.xml"]


def test_folders_behind_links_are_skipped_and_reported(folder: Path) -> None:
    (folder / "in/sub/up").symlink_to(folder / "in", target_is_directory=True)
    (folder / "in/here").symlink_to(".", target_is_directory=True)
    (folder / "in/.hidden").symlink_to(".", target_is_directory=True)
    found = proposal_files(["in"])
    assert found.files == ("in/a.XML", "in/b.aptx", "in/sub/c.xml")
    assert found.links == ("in/here", "in/sub/up")
    assert files("in/here")[0] == "in/here/a.XML"


def test_a_folder_named_like_a_proposal_is_a_folder(folder: Path) -> None:
    (folder / "in").rename(folder / "in.aptx")
    assert files("in.aptx")[0] == "in.aptx/a.XML"


@pytest.mark.parametrize("path", ["gone.aptx", "in/gone", ""])
def test_a_path_that_does_not_exist_is_wrong_usage(folder: Path, path: str) -> None:
    with pytest.raises(UsageError, match="no such file or folder"):
        files("in", path)


def test_a_folder_without_proposals_is_not_clean_but_wrong_usage(folder: Path) -> None:
    (folder / "empty").mkdir()
    with pytest.raises(UsageError, match=r"^empty: there is no \.aptx or \.xml file to check\.$"):
        aptcheck.check("empty")
    with pytest.raises(UsageError, match=r"^empty: there is no "):
        aptcheck.check("empty", "in/b.aptx")


def test_a_folder_that_cannot_be_listed_is_returned_itself(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = os.scandir

    def closed(path: str) -> Iterator[os.DirEntry[str]]:
        if Path(path).name == "sub":
            raise PermissionError(13, "Permission denied", path)
        return listed(path)

    monkeypatch.setattr(os, "scandir", closed)
    assert files("in") == ["in/a.XML", "in/b.aptx", "in/sub"]


def test_an_archive_and_its_export_are_one(folder: Path) -> None:
    put(folder, "b.XML", "b.c.xml", "sub/c.APTX", "sub/b.xml")
    found = proposal_files(["in"])
    assert found.files == ("in/a.XML", "in/b.aptx", "in/b.c.xml", "in/sub/b.xml", "in/sub/c.APTX")
    assert found.exports == {"in/b.aptx": "in/b.XML", "in/sub/c.APTX": "in/sub/c.xml"}


def test_an_export_named_directly_is_read_separately(folder: Path) -> None:
    put(folder, "b.xml")
    for paths in (["in/b.xml", "in"], ["in", "./in/b.xml"], ["in/b.aptx", "in/b.xml"]):
        found = proposal_files(paths)
        assert {Path(file).name for file in found.files} >= {"b.aptx", "b.xml"}
        assert found.exports == {}
    assert proposal_files(["in/b.aptx"]).exports == {}
    assert proposal_files(["./in/b.aptx", "in"]).exports == {"./in/b.aptx": "in/b.xml"}


def test_other_xml_is_skipped_unless_it_is_named(folder: Path) -> None:
    put(folder, "aptcheck.xml", "b.xml", content="<testsuites/>")
    found = proposal_files(["in"])
    assert found.files == ("in/a.XML", "in/b.aptx", "in/sub/c.xml")
    assert found.foreign == ("in/aptcheck.xml", "in/b.xml")
    assert found.exports == {}
    found = proposal_files(["in", "in/aptcheck.xml"])
    assert found.files == ("in/a.XML", "in/aptcheck.xml", "in/b.aptx", "in/sub/c.xml")
    assert found.foreign == ("in/b.xml",)


def test_copies_that_apt_made_are_reported_if_there_is_nothing_else(folder: Path) -> None:
    put(folder, "x.aptbackup", "old/x.aptbackup", "old/Y.APTBACKUP")
    assert proposal_files(["in"]).backups == (("in/old/Y.APTBACKUP", "in/old/x.aptbackup"),)
    assert proposal_files(["in", "in/old/x.aptbackup"]).backups == ()


def test_all_exports_of_a_stem_belong_to_its_archive(tmp_path: Path) -> None:
    for name in ("x.aptx", "x.APTX", "x.xml", "x.XML", "y.XML"):
        (tmp_path / name).write_bytes(b"<JwstProposal/>")
    if len(list(tmp_path.iterdir())) < 5:
        pytest.skip("this disk ignores case")
    found = proposal_files([tmp_path])
    assert [Path(file).name for file in found.files] == ["x.APTX", "x.aptx", "y.XML"]
    assert {Path(export).name for export in found.exports.values()} == {"x.xml"}
    assert len(found.exports) == 2
