"""Write tests/data/: the few published figures that tests compare aptcheck with.

``python -m scripts.reference_extracts`` writes them from the reference data beside the checkout
(``tests/shared.py``), ``--check`` fails if they are out of date. Only figures are taken: nothing
that identifies the proposal of a visit, and positions rounded to a hundredth of a degree.
tests/data/README.md names the sources.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from tests.oracle.planner_residuals import ASSERTED, FLOWN, group_of
from tests.shared import EXTRACTS, shared_folder

#: Visits kept of each group of engines, and samples of each visit in addition to its window ends.
VISITS = 6
SAMPLES = 8
#: Columns with IRSA's names, and the two AKARI fluxes.
STANDARDS = (
    *("ra", "dec", "j_m_2mass", "h_m_2mass", "k_m_2mass"),
    *(f"w{band}{what}" for band in (1, 2, 3, 4) for what in ("mpro", "sigmpro")),
    *("cc_flags", "ext_flg", "ph_qual", "akari_s09_jy", "akari_s18_jy"),
)
PLANNER = (
    *("visit", "engine_version", "template", "target_ra", "target_dec"),
    *("kind", "at_plan_start", "time_utc", "pa_lo", "pa_hi"),
)

Row = dict[str, str]


def extracts(folder: Path) -> dict[str, str]:
    """Return {file name: text} of every extract from a folder of reference data."""
    with (folder / "allwise-cohen-standards.csv").open(encoding="ascii", newline="") as stream:
        standards = [_rounded(row, "ra", "dec") for row in csv.DictReader(stream)]
    with gzip.open(folder / "visit-planner-pa.csv.gz", "rt", newline="") as stream:
        planner = list(_visits(csv.DictReader(stream)))
    dithers = (folder / "mrs-dithers-PRDOPSSOC-055.txt").read_text(encoding="ascii")
    orbits = json.loads((folder / "visit-planner-prelaunch-orbits.json").read_text("ascii"))
    return {
        "cohen-standards.csv": _table(STANDARDS, standards),
        "mrs-dithers-PRDOPSSOC-055.csv": _table(("band", "dx", "dy"), _dithers(dithers)),
        "visit-planner.csv": _table(PLANNER, planner),
        "prelaunch-orbits.json": json.dumps(_shortened(orbits), indent=1) + "\n",
    }


def _dithers(text: str) -> Iterator[Row]:
    """Yield the 32 point-source positions: Ideal offsets, arcsec."""
    for line in text.splitlines()[3:35]:
        fields = line.split()
        yield {"band": fields[1], "dx": fields[-2], "dy": fields[-1]}


def _visits(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield a few samples of a few visits of every asserted group, without their names."""
    by_visit = itemgetter("file", "key")
    groups: dict[str, list[list[Row]]] = {}
    for _, samples in groupby(sorted(rows, key=by_visit), key=by_visit):
        visit = list(samples)
        groups.setdefault(group_of(visit), []).append(visit)
    kept = [
        visit for group in (FLOWN, *ASSERTED) for visit in _spread(_distinct(groups[group]), VISITS)
    ]
    for number, visit in enumerate(kept, start=1):
        middle = _spread([row for row in visit if row["kind"] == "mid"], SAMPLES)
        for row in visit:
            if row["kind"] != "mid" or row in middle:
                yield {**_rounded(row, "target_ra", "target_dec"), "visit": f"{number:03}"}


def _distinct(visits: Iterable[list[Row]]) -> list[list[Row]]:
    """Return the first visit of each place and template, which the tiles of a mosaic share."""
    found: dict[tuple[str, ...], list[Row]] = {}
    for visit in visits:
        place = _rounded(visit[0], "target_ra", "target_dec")
        found.setdefault((place["target_ra"], place["target_dec"], place["template"]), visit)
    return list(found.values())


def _spread(items: Sequence[Any], most: int) -> list[Any]:
    """Return at most this many of the items, evenly spread."""
    if len(items) <= most:
        return list(items)
    return [items[round(at * (len(items) - 1) / (most - 1))] for at in range(most)]


def _rounded(row: Row, *names: str) -> Row:
    return row | {name: f"{float(row[name]):.2f}" for name in names}


def _shortened(value: object) -> object:
    """Return JSON with its numbers rounded to a millionth."""
    if isinstance(value, dict):
        return {key: _shortened(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_shortened(inner) for inner in value]
    return round(value, 6) if isinstance(value, float) else value


def _table(columns: Sequence[str], rows: Iterable[Row]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def main() -> int:
    """Write or check."""
    folder = shared_folder() / "data"
    if not folder.is_dir():
        print(f"The reference data are not available: {folder}.")
        return 2
    drifted = False
    for name, text in extracts(folder).items():
        path = EXTRACTS / name
        if "--check" not in sys.argv:
            EXTRACTS.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            print(f"tests/data/{name} is out of date: run python -m scripts.reference_extracts")
            drifted = True
    return int(drifted)


if __name__ == "__main__":
    sys.exit(main())
