"""The apertures in aptcheck's tables."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import pytest

from aptcheck.observatory import siaf

_NAMES = sorted(
    {
        row["AperName"]
        for table in Path(siaf.__file__).parent.glob("data/siaf-*.csv")
        for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines())
    }
)


@pytest.fixture
def read(monkeypatch):
    """The tables that are read while a test runs, in order."""
    tables: list[str] = []
    rows = siaf._rows

    def noted(table: str):
        tables.append(table)
        return rows(table)

    monkeypatch.setattr(siaf, "_rows", noted)
    for kept in (siaf._mrs_and_imager, siaf._of_other_modes):
        kept.cache_clear()
    yield tables
    for kept in (siaf._mrs_and_imager, siaf._of_other_modes):
        kept.cache_clear()


def test_the_apertures_of_other_modes_are_read_only_when_asked_for(read):
    siaf.aperture("MIRIFU_CHANNEL1A"), siaf.aperture("MIRIM_FULL")
    assert "siaf-other-modes.csv" not in read
    siaf.aperture("NRS_FULL_IFU"), siaf.aperture("MIRIM_SLIT")
    assert read.count("siaf-other-modes.csv") == 1


def test_an_aperture_in_no_table_is_a_key_error():
    with pytest.raises(KeyError, match="NRS_FULL_MSA"):
        siaf.aperture("NRS_FULL_MSA")


@pytest.mark.parametrize("name", _NAMES)
def test_an_aperture_is_a_convex_quadrilateral(name):
    corners = siaf.aperture(name).corners
    steps = [math.dist(a, b) for a, b in zip(corners, corners[1:] + corners[:1], strict=True)]
    turns = [
        (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])
        for a, b, c in zip(
            corners, corners[1:] + corners[:1], corners[2:] + corners[:2], strict=True
        )
    ]
    assert min(steps) > 0.15
    assert len({math.copysign(1.0, turn) for turn in turns}) == 1


@pytest.mark.parametrize("name", _NAMES)
def test_the_first_side_of_an_aperture_runs_along_ideal_x(name):
    one = siaf.aperture(name)
    (x2, x3), (v2, v3) = one.telescope(1.0, 0.0), one.reference
    a, b = one.corners[:2]
    along = ((b[0] - a[0]) * (x2 - v2) + (b[1] - a[1]) * (x3 - v3)) / math.dist(a, b)
    assert abs(along) > math.cos(math.radians(10.0))
