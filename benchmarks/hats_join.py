"""What a join of fields anywhere with a catalogue in HATS form costs.

``python benchmarks/hats_join.py`` makes a synthetic AllWISE of 5 million rows in HATS form, with
partitions of two sizes, and prints a Markdown table; ``--store`` also writes the numbers to
``benchmarks/hats_join.json``, from which docs/scale.md is made. Each join runs in a process of its
own: over HTTP on loopback, where the server counts the bytes it sends, and from the folder, for
seconds and peak memory. A file named ``hats`` here would hide the library.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from aptcheck.catalog.choose import providers
from aptcheck.catalog.hats import HatsCatalogue
from aptcheck.catalog.position import Position, cone_radius_deg
from aptcheck.catalog.survey import ALLWISE, SURVEYS, Survey
from scripts.range_server import serve
from scripts.synthetic_hats import import_hats
from scripts.synthetic_sky import write_sky

STORED = Path(__file__).resolve().with_suffix(".json")
ROWS = 5_000_000
SIZES = (100_000, 1_000_000)
FIELDS = (1, 10, 100, 500)
RADIUS = cone_radius_deg(86.0, 300.0)


def fields(count: int) -> list[Position]:
    """Return fields anywhere on the sky."""
    dice = np.random.default_rng(20261122)
    ra, dec = 360.0 * dice.random(count), np.degrees(np.arcsin(dice.uniform(-1, 1, count)))
    return [
        Position(field_id=str(n), ra_deg=float(a), dec_deg=float(d))
        for n, (a, d) in enumerate(zip(ra, dec, strict=True))
    ]


def join(where: str, count: int) -> None:
    """Do one join in this process, and print what it took."""
    (catalogue,) = providers([where], folder=Path())
    assert isinstance(catalogue, HatsCatalogue)
    opened = catalogue.opened()
    print(json.dumps({"partitions": len(opened.order)}), flush=True)
    sys.stdin.readline()  # the server's count starts here
    before, start = _peak_mb(), time.perf_counter()
    (batch,) = catalogue.ask(ALLWISE, fields(count), RADIUS)
    seconds = time.perf_counter() - start
    assert batch.rows is not None, batch.reason
    took = {"seconds": seconds, "before_mb": before, "peak_mb": _peak_mb()}
    print(json.dumps({**took, "found": len(batch.rows)}))


def _peak_mb() -> float:
    """Return the peak memory of this process; ``getrusage`` would count that of its parent."""
    (line,) = (
        line
        for line in Path("/proc/self/status").read_text("ascii").splitlines()
        if line.startswith("VmHWM")
    )
    return int(line.split()[1]) / 1024


def measured(folder: Path, count: int) -> dict[str, Any]:
    """Return what a join takes, from the folder and over HTTP."""
    local, _ = _joined(str(folder), count)
    with serve(folder.parent) as server:
        remote, (sent, requests) = _joined(
            f"hats+{server.url}/{folder.name}", count, lambda: (server.sent, server.requests[:])
        )
        tiles = {r.split()[1] for r in server.requests if "Npix" in r}
        taken = server.sent - sent, len(server.requests) - len(requests)
    assert local["found"] == remote["found"]
    return {
        "partitions": local["partitions"],
        "fields": count,
        "read": len(tiles),
        "found": local["found"],
        "bytes": taken[0],
        "requests": taken[1],
        "seconds": round(local["seconds"], 2),
        "before_mb": round(local["before_mb"]),
        "peak_mb": round(local["peak_mb"]),
    }


def _joined(where: str, count: int, look: Any = lambda: (0, [])) -> tuple[dict[str, Any], Any]:  # noqa: ANN401
    with subprocess.Popen(
        [sys.executable, __file__, "--join", where, str(count)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        first = json.loads(child.stdout.readline())
        seen = look()
        child.stdin.write("\n")
        child.stdin.flush()
        return {**first, **json.loads(child.stdout.readline())}, seen


def column_bytes(files: Iterable[Path], survey: Survey = ALLWISE) -> int:
    """Return the bytes, as packed on disk, of the columns that aptcheck reads."""
    from pyarrow import parquet

    total = 0
    for path in files:
        found = parquet.read_metadata(path)
        for group in range(found.num_row_groups):
            for number in range(found.num_columns):
                column = found.row_group(group).column(number)
                if column.path_in_schema in survey.columns:
                    total += column.total_compressed_size
    return total


def row_bytes(folder: Path, counts: Mapping[str, int]) -> dict[str, float]:
    """Return the bytes of a row of each survey, in Parquet as `write_sky` writes it."""
    return {
        survey.name: round(
            column_bytes([folder / f"{survey.table}.parquet"], survey) / counts[survey.table], 1
        )
        for survey in SURVEYS
    }


def everything() -> dict[str, Any]:
    """Return all measurements."""
    result: dict[str, Any] = {
        "rows": ROWS,
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "lsdb": version("lsdb"),
        "catalogues": [],
    }
    with tempfile.TemporaryDirectory() as scratch:
        counts = write_sky(Path(scratch), ROWS)
        result["row_bytes"] = row_bytes(Path(scratch), counts)
        for size in SIZES:
            start = time.perf_counter()
            import_hats(Path(scratch), size, {ALLWISE.table: f"allwise{size}"})
            folder = Path(scratch) / f"allwise{size}"
            result["catalogues"].append(
                {
                    "largest": size,
                    "import_seconds": round(time.perf_counter() - start),
                    "column_bytes": column_bytes(folder.rglob("Npix=*.parquet")),
                    "joins": [measured(folder, count) for count in FIELDS],
                }
            )
    return result


def main() -> None:
    """Print the table."""
    if sys.argv[1:2] == ["--join"]:
        join(sys.argv[2], int(sys.argv[3]))
        return
    result = everything()
    if "--store" in sys.argv:
        STORED.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    from scripts.scale_page import measurements

    print(measurements(result))


if __name__ == "__main__":
    main()
