"""``aptcheck check`` writes rows for an archive, or says before the work why it cannot."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import aptcheck
from aptcheck.testing import pair
from tests.cli.running import run, spawn


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "cycle"
    made.mkdir()
    pair().write(made / "clean.xml")
    pair(program=5678, sky={"groups": 40}).write(made / "fault.aptx")
    (made / "broken.aptx").write_bytes(b"PK\x03\x04")
    return made


def table(content: bytes) -> list[dict[str, Any]]:
    pyarrow = pytest.importorskip("pyarrow", reason="the extra archive is not installed")
    from pyarrow import parquet

    made: list[dict[str, Any]] = parquet.read_table(pyarrow.BufferReader(content)).to_pylist()
    return made


def test_every_proposal_of_a_folder_has_a_row(folder: Path) -> None:
    done = spawn("check", folder, "--format", "jsonl")
    assert done.returncode == 1
    rows = [json.loads(line) for line in done.stdout.decode().splitlines()]
    verdicts = {Path(row["path"]).name: row["verdict"] for row in rows if row["row"] == "proposal"}
    assert verdicts == {"broken.aptx": "fail", "clean.xml": "pass", "fault.aptx": "fail"}


def test_a_parquet_table_goes_to_a_pipe_and_a_file_as_it_is(folder: Path) -> None:
    pytest.importorskip("pyarrow", reason="the extra archive is not installed")
    file = folder.parent / "cycle.parquet"
    shown = spawn("check", folder, "--format", "parquet", "--report", f"parquet={file}")
    assert file.read_bytes() == shown.stdout
    lines = spawn("check", folder, "--format", "jsonl").stdout.decode().splitlines()
    assert table(shown.stdout) == [json.loads(line) for line in lines]


def test_a_file_whose_time_is_over_is_a_proposal_that_fails(folder: Path) -> None:
    done = spawn("check", folder / "clean.xml", "--format", "jsonl", "--timeout-per-file", "0.001")
    first, *others = map(json.loads, done.stdout.decode().splitlines())
    assert (first["row"], first["verdict"]) == ("proposal", "fail")
    assert [(row["row"], row["code"]) for row in others] == [("finding", "APT900")]


def test_a_terminal_is_refused_before_the_work(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pyarrow", reason="the extra archive is not installed")
    monkeypatch.setattr("sys.stdout", Terminal())
    monkeypatch.setattr("aptcheck.cli.check.checked", None)
    done = run(capsys, "check", folder, "--format", "parquet")
    assert done.status == 2
    assert "a Parquet table cannot be shown in a terminal; name a file with --output" in done.err


class Terminal(io.StringIO):
    """A terminal, to which nothing must be written."""

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        raise AssertionError(text)


@pytest.mark.parametrize("way", ["--format parquet", "--report parquet=cycle.parquet"])
def test_without_pyarrow_the_extra_is_named_before_the_work(
    way: str,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(folder.parent)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setattr("aptcheck.cli.check.checked", None)
    done = run(capsys, "check", folder, *way.split())
    assert done.status == 2
    assert 'pip install "aptcheck[archive]"' in done.err


@pytest.mark.skipif(os.name != "posix", reason="only a POSIX path may be bytes that are no text")
def test_a_name_that_is_not_unicode_is_valid_text(folder: Path) -> None:
    try:
        (folder / "clean.xml").rename(os.fsdecode(os.fsencode(folder) + b"/\xff.xml"))
    except OSError:
        pytest.skip("the file system takes Unicode names only")
    done = subprocess.run(
        [sys.executable, "-m", "aptcheck", "check", folder, "--format", "jsonl"],
        capture_output=True,
        check=False,
    )
    rows = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    assert any(row["path"].endswith(r"\udcff.xml") for row in rows)


def test_a_report_is_saved_by_the_ending_of_its_name(folder: Path, tmp_path: Path) -> None:
    report = aptcheck.check(folder)
    report.save(tmp_path / "rows.jsonl")
    lines = (tmp_path / "rows.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(lines[0])["row"] == "proposal"
    pytest.importorskip("pyarrow", reason="the extra archive is not installed")
    report.save(tmp_path / "rows.parquet")
    assert table((tmp_path / "rows.parquet").read_bytes()) == [json.loads(line) for line in lines]
