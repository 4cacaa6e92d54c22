"""A Parquet table has the rows of JSON Lines, in row groups of bounded size."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings

from aptcheck.finding import Evidence
from aptcheck.report import Look, parquet, render
from aptcheck.report.archive.columns import COLUMNS, NAMES
from aptcheck.report.archive.rows import rows
from aptcheck.results import ProposalReport, Report, Summary
from tests.report.hostile import reports
from tests.report.plain import every_kind, finding, parquet_table, proposal, sample_report

pa = pytest.importorskip("pyarrow", reason="the extra archive is not installed")
pq = pytest.importorskip("pyarrow.parquet", reason="the extra archive is not installed")


def opened(content: bytes) -> Any:
    return pq.ParquetFile(pa.BufferReader(content))


def read(content: bytes) -> list[dict[str, Any]]:
    table: list[dict[str, Any]] = opened(content).read().to_pylist()
    return table


@pytest.mark.parametrize("what", ["every_kind", "sample", "nothing"])
def test_the_rows_are_those_of_json_lines(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    report = {
        "every_kind": every_kind,
        "sample": lambda: sample_report(monkeypatch),
        "nothing": lambda: Report(proposals=()),
    }[what]()
    lines = render("jsonl", report).splitlines()
    assert read(parquet_table(report)) == [json.loads(line) for line in lines]


@given(reports())
@settings(deadline=None, max_examples=30)
def test_hostile_text_is_kept(report: Report) -> None:
    expected = [row for one in report.proposals for row in rows(one)]
    assert read(parquet_table(report)) == expected


def test_the_columns_have_the_types_of_their_definition() -> None:
    shown = opened(parquet_table(Report(proposals=()))).schema_arrow
    assert tuple(shown.names) == NAMES
    kinds = {
        "string": "text",
        "int64": "integer",
        "double": "number",
        "bool": "boolean",
    }
    found = {field.name: kinds.get(str(field.type), "integers") for field in shown}
    assert found == {"row": "text", **{column.name: column.kind for column in COLUMNS}}


def written(proposals: list[ProposalReport]) -> tuple[list[bytes], Any]:
    """Return the pieces of a table, and the table."""
    table = parquet.streamed(look=Look())
    made = [table.opening(), *map(table.piece, proposals), *table.closing(Summary.none())]
    return made, opened(b"".join(made))


def many(count: int) -> ProposalReport:
    return proposal(*(finding(fingerprint=f"{place:032x}") for place in range(count)))


def test_a_piece_is_written_as_soon_as_a_row_group_is_full(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(parquet, "MOST_ROWS", 10)
    # with the proposal and its pair, of six and of 25 rows
    made, table = written([many(4), many(4), many(23), many(4)])
    assert made[0] == b"PAR1"
    assert [bool(piece) for piece in made[1:]] == [False, True, True, False, True]
    groups = [table.metadata.row_group(at).num_rows for at in range(table.num_row_groups)]
    assert groups == [10, 2, 10, 10, 5, 6]
    assert sum(groups) == table.metadata.num_rows


def test_long_texts_fill_a_row_group_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "MOST_BYTES", 10_000)
    long = proposal(finding(message="x" * 20_000))
    made, table = written([long, long])
    assert all(made[1:3])
    assert table.num_row_groups == 2


def test_a_proposal_that_cannot_be_written_leaves_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    good = proposal(finding(), path="good.xml")
    bad = proposal(finding(evidence=Evidence(1.0, 2.0, unit=3)))  # type: ignore[arg-type]
    table = parquet.streamed(look=Look())
    made = [table.opening(), table.piece(good)]
    with pytest.raises((TypeError, pa.ArrowException)):
        table.piece(bad)
    made += [table.piece(good), *table.closing(Summary.none())]
    assert read(b"".join(made)) == [*rows(good)] * 2
