"""What is not a regular file is neither waited for nor read."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from aptcheck.intake.regular_file import regular_bytes
from tests.posix import posix


def test_a_file_is_read_up_to_a_bound(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"abc")
    assert regular_bytes(path, 3) == b"abc"
    assert regular_bytes(path, 2) == "is larger than 0 kB, far above any file of its kind"
    link = tmp_path / "link"
    link.symlink_to(path)
    assert regular_bytes(link, 3) == b"abc"


@posix
def test_something_that_is_not_a_file_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")
    Path("zero").symlink_to("/dev/zero")
    Path("loop").symlink_to("loop")
    no_file = "is a device or a pipe, not a file"
    with socket.socket(socket.AF_UNIX) as door:
        door.bind("socket")
        assert str(regular_bytes(Path("socket"), 9)).startswith("cannot be read (")
    assert regular_bytes(Path("pipe"), 9) == no_file
    assert regular_bytes(Path("zero"), 9) == no_file
    assert regular_bytes(Path("/dev/null"), 9) == no_file
    assert regular_bytes(tmp_path, 9) == "is a folder, not a file"
    assert regular_bytes(Path("gone"), 9) == "does not exist"
    assert regular_bytes(Path("x" * 300), 9) == "cannot be read (File name too long)"
    assert str(regular_bytes(Path("loop"), 9)).startswith("cannot be read (")
    assert regular_bytes(Path("a\0b"), 9) == "cannot be read (its name is not valid)"


@posix
def test_a_folder_leaves_no_descriptor_open(tmp_path: Path) -> None:
    before = os.dup(0)  # the lowest that is free
    os.close(before)
    regular_bytes(tmp_path, 9)
    after = os.dup(0)
    os.close(after)
    assert after == before
