"""The figures in tests/data are those of the reference data and identify no proposal."""

from __future__ import annotations

import csv
import re

from scripts.reference_extracts import extracts
from tests.shared import EXTRACTS, shared

COMMITTED = {path.name: path for path in EXTRACTS.iterdir() if path.suffix in {".csv", ".json"}}


def test_the_extracts_are_current() -> None:
    made = extracts(shared("data", "visit-planner-pa.csv.gz").parent)
    committed = {name: path.read_text(encoding="utf-8") for name, path in COMMITTED.items()}
    assert made == committed, "run python -m scripts.reference_extracts"


def test_every_extract_has_its_source() -> None:
    page = (EXTRACTS / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([\w.-]+)` \|", page, re.MULTILINE)) == COMMITTED.keys()


def test_the_visits_have_no_names_and_no_exact_places() -> None:
    with COMMITTED["visit-planner.csv"].open(encoding="ascii", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert not rows[0].keys() & {"file", "program", "obs", "key", "target"}
    assert all(
        re.fullmatch(r"-?\d+\.\d\d", r[a]) for r in rows for a in ("target_ra", "target_dec")
    )
    assert len(rows) < 1000
