"""Write the answers and pictures of docs/archive.md: its queries, run over an invented cycle.

``python -m scripts.archive_pictures`` writes the cycle into a temporary folder, checks it, runs
each query of the page with DuckDB and with pandas, which must agree, and writes what they answer.
``--check`` fails if the page or a picture is out of date.
"""

from __future__ import annotations

import contextlib
import math
import re
import sys
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from aptcheck.engine.options import Options
from aptcheck.report import content
from aptcheck.tasks.check import check_paths
from benchmarks.cycle import cycle
from scripts.charts import Bar, Range, bars, ranges

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "archive.md"
IMAGES = ROOT / "docs" / "images"
COUNT = 300
#: Of the check, so that the page does not depend on the day.
TODAY = datetime(2026, 11, 1)
#: A query, the same in Python, and what they answer.
QUESTION = re.compile(
    r"```sql\n(?P<sql>.*?)```.*?```python\n(?P<python>.*?)```\n\n"
    r"(?P<begin><!-- answer: (?P<name>\w+) -->\n)(?P<answer>.*?)(?=<!-- /answer)",
    re.DOTALL,
)

Rows = list[tuple[Any, ...]]


def table_of_cycle(folder: Path, count: int) -> Path:
    """Write a cycle into a folder, check it, and return the table as the page names it."""
    made = cycle(folder / "cycle", count)
    report = check_paths([made], Options(today=TODAY), jobs=0)
    path = folder / "cycle.parquet"
    table = content("parquet", report)
    if isinstance(table, bytes):
        path.write_bytes(table)
    return path


def answers(page: str, folder: Path) -> dict[str, tuple[list[str], Rows]]:
    """Return {question: (columns, rows)} of the queries on the page, run in the table's folder.

    Raises
    ------
    AssertionError
        DuckDB and pandas do not agree.
    """
    import duckdb

    found = {}
    names: dict[str, Any] = {}
    with contextlib.chdir(folder):
        for question in QUESTION.finditer(page):
            cursor = duckdb.connect().execute(question["sql"])
            columns = [column[0] for column in cursor.description]
            rows = cursor.fetchall()
            exec(question["python"], names)
            frame = names["answer"]
            same = [tuple(row) for row in frame.astype(object).values.tolist()]
            if list(frame.columns) != columns or not _agree(rows, same):
                raise AssertionError(f"{question['name']}: {rows} in DuckDB, {same} in pandas")
            found[question["name"]] = columns, [tuple(map(_rounded, row)) for row in rows]
    return found


def _agree(rows: Rows, others: Rows) -> bool:
    cells, same = ([cell for row in table for cell in row] for table in (rows, others))
    return len(cells) == len(same) and all(
        math.isclose(one, other) if isinstance(one, float) else one == other
        for one, other in zip(cells, same, strict=True)
    )


def _rounded(value: object) -> object:
    return round(value, 1) if isinstance(value, float) else value


def _cell(value: object) -> str:
    return re.sub(r"^[A-Z]{3}\d{3}$", r"[\g<0>](rules/\g<0>.md)", str(value))


def page_with(page: str, found: Mapping[str, tuple[list[str], Rows]]) -> str:
    """Return the page with its answers."""

    def renewed(question: re.Match[str]) -> str:
        columns, rows = found[question["name"]]
        lines = [columns, ["---"] * len(columns), *(list(map(_cell, row)) for row in rows)]
        answer = "".join(f"| {' | '.join(line)} |\n" for line in lines)
        whole, start = question[0], question.start()
        return whole[: question.start("answer") - start] + answer

    return QUESTION.sub(renewed, page)


def pictures(found: Mapping[str, tuple[list[str], Rows]]) -> dict[str, str]:
    """Return {file name: SVG} of the answers."""
    rules, depths, separations = (found[name][1] for name in ("rules", "depths", "separations"))
    return {
        "archive-rules.svg": bars(
            "Proposals with a finding of each rule, errors and warnings",
            [Bar(label=f"{code} {name}", value=count) for code, name, count, _ in rules],
        ),
        "archive-depths.svg": bars(
            "Pairs of the MRS by exposure of the background over that of the science",
            [Bar(label=depth, value=count) for depth, count, _ in depths],
        ),
        "archive-separations.svg": ranges(
            "Separation of science and background by strategy",
            "″",
            [
                Range(label=name, values=tuple(quantiles), note=f"{count} pairs")
                for name, count, *quantiles in separations
            ],
        ),
    }


def main(arguments: list[str]) -> int:
    """Write the page and its pictures, or with --check compare them."""
    page = PAGE.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as temporary:
        table_of_cycle(Path(temporary), COUNT)
        found = answers(page, Path(temporary))
    made = {PAGE: page_with(page, found)}
    made |= {IMAGES / name: picture for name, picture in pictures(found).items()}
    stale = []
    for path, text in made.items():
        if "--check" not in arguments:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(path)
    for path in stale:
        print(f"{path.relative_to(ROOT)} is out of date: run python -m scripts.archive_pictures")
    return int(bool(stale))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
