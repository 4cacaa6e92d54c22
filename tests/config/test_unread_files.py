"""What looks like a configuration but is not read: found by its name, in any case."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from aptcheck import config
from aptcheck.config import unread_files


def write(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_text("", encoding="utf-8")
    return path


def test_a_file_with_a_similar_name_is_reported(tmp_path: Path) -> None:
    inner = tmp_path / "mine"
    inner.mkdir()
    alike = [write(inner, "Aptcheck.toml"), write(tmp_path, ".aptcheck.toml")]
    assert set(alike) <= set(config.mistaken(inner, None))
    own = write(inner, "aptcheck.toml")
    assert list(config.mistaken(inner, own)) == alike[:1]


@pytest.mark.parametrize("name", ["aptcheck.toml", "aptcheck.lock", "my-aptcheck.toml", "a.toml"])
def test_a_correct_or_different_name_is_not_reported(tmp_path: Path, name: str) -> None:
    write(tmp_path, name)
    assert config.unread_in(tmp_path) == ()


def test_something_that_is_not_a_file_is_reported(tmp_path: Path) -> None:
    own = tmp_path / "aptcheck.toml"
    own.mkdir()
    assert config.unread_in(tmp_path) == (own,)
    own.rmdir()
    own.symlink_to(tmp_path / "gone.toml")
    assert config.unread_in(tmp_path) == (own,)


def test_if_case_does_not_matter_the_file_is_read(tmp_path: Path) -> None:
    own = write(tmp_path, "aptcheck.toml")
    # Like on such a disk: both names are one file.
    (tmp_path / "Aptcheck.toml").hardlink_to(own)
    assert config.unread_in(tmp_path) == ()


def test_in_a_huge_folder_only_the_usual_slips_are_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unread_files, "_MOST", 3)
    for number in range(9):
        write(tmp_path, f"{number}.xml")
    usual = write(tmp_path, ".aptcheck.toml")
    assert config.unread_in(tmp_path) == (usual,)


def test_in_a_folder_that_cannot_be_listed_the_usual_slips_are_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = write(tmp_path, "Aptcheck.toml")

    def refused(folder: Path) -> Iterator[os.DirEntry[str]]:
        raise PermissionError(13, "Permission denied", str(folder))

    monkeypatch.setattr(os, "scandir", refused)
    assert config.unread_in(tmp_path) == (usual,)


def test_a_huge_folder_is_listed_no_farther_than_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unread_files, "_MOST", 3)
    for number in range(9):
        write(tmp_path, f"{number}.xml")
    taken: list[str] = []
    listed = os.scandir

    class Counting:
        def __init__(self, folder: Path) -> None:
            self._entries = listed(folder)

        def __enter__(self) -> Iterator[os.DirEntry[str]]:
            return self._counted()

        def __exit__(self, *_: object) -> None:
            self._entries.close()

        def _counted(self) -> Iterator[os.DirEntry[str]]:
            for entry in self._entries:
                taken.append(entry.name)
                yield entry

    monkeypatch.setattr(os, "scandir", Counting)
    config.unread_in(tmp_path)
    assert len(taken) == 4
