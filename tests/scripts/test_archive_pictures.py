"""The queries of docs/archive.md work, and its pictures show what it says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scripts.archive_pictures import (
    COUNT,
    IMAGES,
    PAGE,
    QUESTION,
    answers,
    page_with,
    pictures,
    table_of_cycle,
)

TEXT = PAGE.read_text(encoding="utf-8")


def shown() -> dict[str, tuple[list[str], list[tuple[Any, ...]]]]:
    """Return the answers as the page has them."""
    found = {}
    for question in QUESTION.finditer(TEXT):
        columns, _, *lines = (
            [cell.strip() for cell in line.strip("|").split("|")]
            for line in question["answer"].splitlines()
        )
        found[question["name"]] = columns, [tuple(map(value, line)) for line in lines]
    return found


def value(cell: str) -> object:
    try:
        return float(cell) if "." in cell else int(cell)
    except ValueError:
        return cell.removeprefix("[").partition("]")[0]


def test_the_page_asks_three_questions() -> None:
    assert list(shown()) == ["rules", "depths", "separations"]
    assert f"--count {COUNT}`" in TEXT
    assert f"invented cycle of {COUNT} proposals" in TEXT


def test_the_pictures_are_those_of_the_answers() -> None:
    for name, picture in pictures(shown()).items():
        assert (IMAGES / name).read_text(encoding="utf-8") == picture, name
        assert f"(images/{name})" in TEXT


def test_an_answer_is_written_as_the_page_has_it() -> None:
    assert page_with(TEXT, shown()) == TEXT


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    for name in ("duckdb", "pandas", "pyarrow"):
        pytest.importorskip(name, reason="the extras archive and oracle are not installed")
    return table_of_cycle(tmp_path_factory.mktemp("table"), 30)


def test_duckdb_and_pandas_agree_on_every_query(table: Path) -> None:
    found = answers(TEXT, table.parent)
    assert {name: columns for name, (columns, _) in found.items()} == {
        name: columns for name, (columns, _) in shown().items()
    }
    assert all(rows for _, rows in found.values())


@pytest.mark.parametrize(
    ("now", "then", "name"),
    [
        ("LIMIT 12", "LIMIT 1", "rules"),
        ("depth_ratio < 0.9", "depth_ratio < 0.4", "depths"),
        ("quantile_cont(separation_arcsec, 0.10)", "min(separation_arcsec)", "separations"),
    ],
)
def test_a_query_that_says_something_else_than_its_twin_is_found(
    now: str, then: str, name: str, table: Path
) -> None:
    assert now in TEXT
    with pytest.raises(AssertionError, match=name):
        answers(TEXT.replace(now, then), table.parent)
