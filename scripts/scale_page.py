"""Write the numbers of ``benchmarks/hats_join.json`` into docs/scale.md.

``python -m scripts.scale_page`` renews the tables between its marks; ``--check`` fails if one is
out of date.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

__all__ = ["main", "measurements", "renewed"]

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "scale.md"
STORED = ROOT / "benchmarks" / "hats_join.json"

#: Rows of the real catalogues.
REAL = {"AllWISE": 747_000_000, "2MASS": 471_000_000}
#: Rows in their largest partitions.
LARGEST = 1_000_000
FIELDS = 500


def measurements(result: dict[str, Any]) -> str:
    """Return the table of what was measured."""
    lines = [
        (
            f"{result['rows']:,} rows, {result['cores']} cores, CPython {result['python']}, LSDB "
            f"{result['lsdb']}."
        ),
        "",
        (
            "| largest partition, rows | partitions | fields | partitions read | rows found | "
            "read over HTTP, MB | requests | seconds, from a folder | memory before, MB | "
            "peak, MB |"
        ),
        "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {one['largest']:,} | {join['partitions']} | {join['fields']} | {join['read']} | "
        f"{join['found']:,} | {join['bytes'] / 1e6:,.1f} | {join['requests']} | "
        f"{join['seconds']:.2f} | {join['before_mb']} | {join['peak_mb']} |"
        for one in result["catalogues"]
        for join in one["joins"]
    ]
    return "\n".join(lines)


def extrapolation(result: dict[str, Any]) -> str:
    """Return the arithmetic for the real catalogues."""
    large = result["catalogues"][-1]
    row = large["column_bytes"] / result["rows"]
    joins = large["joins"]
    mean = result["rows"] / joins[0]["partitions"]
    whole, cores = joins[-1], result["cores"]
    share = whole["bytes"] / large["column_bytes"]
    peak = max(join["peak_mb"] - join["before_mb"] for join in joins)
    lines = [
        (
            f"- One row: the columns read take {large['column_bytes'] / 1e6:,.0f} MB for "
            f"{result['rows']:,} rows, {row:.0f} bytes a row."
        ),
        (
            f"- All of it: {whole['fields']} fields read {whole['read']} of {whole['partitions']} "
            f"partitions, {whole['bytes'] / 1e6:,.0f} MB, {share:.2f} times these columns: the "
            "positions are read twice."
        ),
        (
            f"- Memory: {peak} MB more than before, on {cores} cores, for partitions of "
            f"{mean:,.0f} rows on average, is {peak / cores / mean * LARGEST:,.0f} MB a core for "
            f"{LARGEST:,} rows."
        ),
        "",
        (
            f"| | rows | bytes a row | one field, MB | {FIELDS} fields, GB | the same at "
            "100 Mbit/s, minutes | all partitions, GB |"
        ),
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for name, rows in REAL.items():
        own = share * row * result["row_bytes"][name] / result["row_bytes"]["AllWISE"]
        field, all_of_it = LARGEST * own, rows * own
        many = min(FIELDS * field, all_of_it)
        lines.append(
            f"| {name} | {rows:,} | {own:.0f} | {field / 1e6:.0f} | {many / 1e9:.0f} | "
            f"{many * 8 / 1e8 / 60:.0f} | {all_of_it / 1e9:.0f} |"
        )
    return "\n".join(lines)


def renewed(page: str, result: dict[str, Any]) -> str:
    """Return the page with the tables of a result."""
    for mark, text in (
        ("measured", measurements(result)),
        ("extrapolated", extrapolation(result)),
    ):
        start, end = f"<!-- {mark} -->", f"<!-- /{mark} -->"
        before, found, rest = page.partition(start)
        _, ended, after = rest.partition(end)
        if not (found and ended):
            raise ValueError(f"docs/scale.md has no place for what is {mark}")
        page = f"{before}{start}\n{text}\n{end}{after}"
    return page


def main() -> int:
    """Write or check."""
    page = PAGE.read_text("utf-8")
    now = renewed(page, json.loads(STORED.read_text("utf-8")))
    if "--check" not in sys.argv:
        PAGE.write_text(now, encoding="utf-8")
        return 0
    if now == page:
        return 0
    print(
        "docs/scale.md is not that of benchmarks/hats_join.json: run python -m scripts.scale_page"
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
