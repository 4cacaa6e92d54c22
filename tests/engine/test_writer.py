"""A file is written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import threading
from pathlib import Path

import pytest

from aptcheck.engine import writer
from aptcheck.engine.destination import Destination
from aptcheck.engine.writer import write
from aptcheck.errors import UsageError

posix = pytest.mark.skipif(os.name == "nt", reason="POSIX permissions, pipes and descriptors")


def written(path: Path, content: bytes) -> None:
    write(Destination(path=path), content)


@posix
def test_a_new_file_has_the_permissions_of_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        written(tmp_path / "new", b"text")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o640


@posix
def test_a_file_keeps_its_permissions(tmp_path: Path) -> None:
    file = tmp_path / "old"
    file.write_bytes(b"old")
    file.chmod(0o604)
    written(file, b"new")
    assert (file.read_bytes(), stat.S_IMODE(file.stat().st_mode)) == (b"new", 0o604)
    assert [one.name for one in tmp_path.iterdir()] == ["old"]


def test_a_full_disk_leaves_the_last_good_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "old"
    file.write_bytes(b"old")

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UsageError, match=r"No space left on device.; the existing file"):
        written(file, b"new")
    assert file.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["old"]


def test_an_interruption_removes_the_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        written(tmp_path / "new", b"new")
    assert list(tmp_path.iterdir()) == []


def test_a_link_in_the_place_of_the_draft_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "proposal").write_bytes(b"precious")
    (tmp_path / ".aptcheck-00.tmp").symlink_to("proposal")
    monkeypatch.setattr(writer, "token_hex", lambda _: "00")
    with pytest.raises(UsageError, match="File exists"):
        written(tmp_path / "new", b"new")
    assert (tmp_path / "proposal").read_bytes() == b"precious"
    assert (tmp_path / ".aptcheck-00.tmp").is_symlink()


def test_two_at_once_leave_one_of_them_whole(tmp_path: Path) -> None:
    file = tmp_path / "out"
    contents = [bytes([65 + n]) * 200_000 for n in range(4)]
    start = threading.Barrier(len(contents))

    def work(content: bytes) -> None:
        start.wait()
        for _ in range(5):
            written(file, content)

    threads = [threading.Thread(target=work, args=(content,)) for content in contents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert file.read_bytes() in contents
    assert [one.name for one in tmp_path.iterdir()] == ["out"]


def test_a_file_that_has_become_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "precious").write_bytes(b"precious")
    destination = Destination(path=tmp_path / "out")
    destination.approved()
    (tmp_path / "out").symlink_to("precious")
    with pytest.raises(UsageError, match="symbolic link"):
        write(destination, b"new")
    assert (tmp_path / "precious").read_bytes() == b"precious"


@posix
def test_pipes_and_descriptors_are_written_directly(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    written(pipe, b"through")
    reader.join()
    assert read == [b"through"]
    into, out = os.pipe()
    written(Path(f"/dev/fd/{out}"), b"text")
    assert os.read(into, 10) == b"text"
    os.close(into)
    with pytest.raises(BrokenPipeError):
        written(Path(f"/dev/fd/{out}"), b"text")
    os.close(out)
    with pytest.raises(UsageError, match="Bad file descriptor"):
        written(Path(f"/dev/fd/{out}"), b"text")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_full_device_gives_a_sentence() -> None:
    with pytest.raises(UsageError, match=r"^/dev/full: cannot be written .No space left"):
        written(Path("/dev/full"), b"text")
