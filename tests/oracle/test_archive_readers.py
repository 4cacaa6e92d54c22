"""DuckDB and pandas read both formats of an archive, and get the same rows."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import aptcheck
from aptcheck.report import render
from aptcheck.report.archive.columns import COLUMNS, NAMES
from aptcheck.results import Report
from tests.report.hostile import ATTACKS
from tests.report.plain import finding, parquet_table, proposal

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples, and text that does harm elsewhere, in both formats."""
    pytest.importorskip("pyarrow", reason="the extra archive is not installed")
    samples = sorted((ROOT / "sample_proposals").glob("*.[ax]*"))
    hostile = (
        proposal(finding(message=attack, target=attack), path=attack, title=attack)
        for attack in ATTACKS
    )
    report = Report(proposals=(*aptcheck.check(*samples).proposals, *hostile))
    made = tmp_path_factory.mktemp("archive")
    (made / "rows.jsonl").write_text(render("jsonl", report), encoding="utf-8", newline="\n")
    (made / "rows.parquet").write_bytes(parquet_table(report))
    return made


@pytest.fixture(scope="module")
def expected(folder: Path) -> list[dict[str, Any]]:
    text = (folder / "rows.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.split("\n")[:-1]]


def test_duckdb_reads_the_same_from_both(folder: Path, expected: list[dict[str, Any]]) -> None:
    duckdb = pytest.importorskip("duckdb", reason="the extra oracle is not installed")
    base = duckdb.connect()
    for name in ("rows.jsonl", "rows.parquet"):
        # It takes a text that is a date for one in JSON, not in Parquet.
        columns = ", ".join("checked::VARCHAR" if name == "checked" else name for name in NAMES)
        cursor = base.execute(f"SELECT {columns} FROM '{folder / name}'")
        found = [dict(zip(NAMES, row, strict=True)) for row in cursor.fetchall()]
        assert found == expected, name


def documented(call: str, folder: Path) -> str:
    """Return how the docs read JSON Lines with a function, for the file of a folder."""
    page = (ROOT / "docs" / "archive.md").read_text(encoding="utf-8")
    (found,) = re.findall(rf"`{re.escape(call)}(\(.*?\))`", page)
    return f"{call}{found}".replace("cycle.jsonl", str(folder / "rows.jsonl"))


def test_a_column_that_is_empty_at_first_is_read_as_documented(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="the extra oracle is not installed")
    clean = render("jsonl", Report(proposals=(proposal(),)))
    last = render("jsonl", Report(proposals=(proposal(finding(target="NGC-7023")),)))
    (tmp_path / "rows.jsonl").write_text(clean * 21_000 + last, encoding="utf-8", newline="\n")
    source = documented("read_json", tmp_path)
    found = duckdb.connect().execute(f"SELECT target FROM {source} WHERE target = 'NGC-7023'")
    assert found.fetchall() == [("NGC-7023",)]


def test_programmes_stay_text_as_documented(tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas", reason="the extra oracle is not installed")
    only = render("jsonl", Report(proposals=(proposal(program="01234"),)))
    (tmp_path / "rows.jsonl").write_text(only, encoding="utf-8", newline="\n")
    rows = eval(documented("pd.read_json", tmp_path), {"pd": pandas})
    assert {*rows["program"]} == {"01234"}


def test_no_column_is_a_reserved_word(folder: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="the extra oracle is not installed")
    words = duckdb.connect().execute(
        "SELECT keyword_name FROM duckdb_keywords() WHERE keyword_category = 'reserved'"
    )
    reserved = {word for (word,) in words.fetchall()}
    assert "select" in reserved
    assert not reserved & set(NAMES)


def test_pandas_reads_the_same_from_both(folder: Path, expected: list[dict[str, Any]]) -> None:
    pandas = pytest.importorskip("pandas", reason="the extra oracle is not installed")
    lines = pandas.read_json(folder / "rows.jsonl", lines=True, dtype=False, precise_float=True)
    table = pandas.read_parquet(folder / "rows.parquet")
    for frame in (lines, table):
        assert tuple(frame.columns) == NAMES
        assert len(frame) == len(expected)
        for column in COLUMNS:
            if column.kind == "integers":
                continue
            values = [None if pandas.isna(value) else value for value in frame[column.name]]
            assert values == [row[column.name] for row in expected], column.name
