"""Reports on a disk are those that were added."""

from __future__ import annotations

import errno
import gc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.engine.spool import Spool
from aptcheck.errors import UsageError
from tests.report.plain import finding, proposal


@given(st.lists(st.text()), st.integers(-5, 5), st.integers(-5, 5))
def test_it_is_the_sequence_of_what_was_added(titles: list[str], start: int, end: int) -> None:
    reports = [proposal(finding(message=title), title=title) for title in titles]
    spool = Spool()
    for report in reports:
        spool.append(report)
    assert list(spool) == reports
    assert len(spool) == len(reports)
    assert spool[start:end] == reports[start:end]
    for index in range(-len(reports), len(reports)):
        assert spool[index] == reports[index]
    with pytest.raises(IndexError):
        spool[len(reports)]


def test_it_grows_while_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aptcheck.shelf._IN_MEMORY", 10)  # a real file from the first report on
    spool = Spool()
    spool.append(proposal(path="a"))
    assert spool[0].path == "a"
    spool.append(proposal(path="b"))
    assert [one.path for one in spool] == ["a", "b"]


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs /proc")
def test_the_file_has_no_name_and_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aptcheck.shelf._IN_MEMORY", 10)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = open_files()
    spool = Spool()
    spool.append(proposal())
    assert list(tmp_path.iterdir()) == []
    assert open_files() == before + 1
    del spool
    gc.collect()
    assert open_files() == before


def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    spool = Spool()

    def full(_: Any) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(spool._shelf._file, "write", full)
    with pytest.raises(UsageError, match=r"No space left on device.; set TMPDIR"):
        spool.append(proposal())
