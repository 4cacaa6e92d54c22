from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest

from aptcheck.apt import read_path
from aptcheck.apt.bounds import MAX_FILE
from aptcheck.errors import UnreadableProposal
from aptcheck.testing import pair


def reason(path: Path | str) -> str:
    with pytest.raises(UnreadableProposal) as caught:
        read_path(path)
    return caught.value.reason


def test_a_file_is_read_by_path_or_by_name(tmp_path: Path) -> None:
    path = pair().write(tmp_path / "a.aptx")
    before = path.read_bytes()
    assert read_path(path).proposal == read_path(str(path)).proposal
    assert path.read_bytes() == before


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    assert reason(tmp_path / "gone.xml") == "The file does not exist."


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    assert "a folder, a device or a pipe" in reason(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on disk here")
def test_a_pipe_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xml")
    assert "pipe" in reason(tmp_path / "pipe.xml")


@pytest.mark.skipif(sys.platform == "win32", reason="no sockets on disk here")
def test_a_socket_is_not_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("s.xml")
        assert "cannot be read" in reason("s.xml")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no devices here")
def test_a_device_is_not_a_file() -> None:
    assert "device" in reason("/dev/zero")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads anything")
def test_a_file_without_permission_says_so(tmp_path: Path) -> None:
    path = pair().write(tmp_path / "a.xml")
    path.chmod(0)
    assert "permission" in reason(path)


def test_a_denied_permission_gives_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("aptcheck.intake.regular_file.os.open", refuse)
    assert reason(tmp_path / "a.xml") == "You have no permission to read the file."


def test_an_impossible_file_name_gives_a_sentence() -> None:
    assert "not valid" in reason("a\0b.xml")


def test_a_file_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "a.xml").open("wb") as file:
        file.truncate(MAX_FILE + 1)
    assert "larger than 64 MB" in reason(tmp_path / "a.xml")
