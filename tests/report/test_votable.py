"""Positions as a VOTable, read back by astropy."""

from __future__ import annotations

import io
import math

import numpy as np
import pytest
from astropy.io.votable import parse, validate
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.parcel import Row
from aptcheck.report.votable import votable
from tests.samp import HOSTILE_NAMES


def read(rows: list[Row], name: str = "sources"):
    return parse(io.BytesIO(votable(name, rows)), verify="exception").get_first_table()


def test_numbers_come_back_and_gaps_stay_gaps() -> None:
    rows: list[Row] = [
        {"name": "a", "ra": 10.123456789012, "dec": -3.25, "n": 3, "flux": None, "clean": True},
        {"ra": 359.99999999, "dec": 89.0, "flux": math.nan, "n": None, "clean": False},
        {"ra": 0.0, "dec": -89.0, "flux": 1.5, "clean": None, "margin": 2},
    ]
    table = read(rows)
    assert [field.name for field in table.fields][:2] == ["ra", "dec"]
    data = table.to_table()
    assert list(data["ra"]) == [10.123456789012, 359.99999999, 0.0]
    assert list(data["dec"]) == [-3.25, 89.0, -89.0]
    assert list(np.ma.getmaskarray(data["n"])) == [False, True, True]
    assert data["n"][0] == 3
    assert not np.isfinite(np.ma.filled(data["flux"][:2], np.nan)).any()
    assert data["flux"][2] == 1.5
    assert list(data["name"].filled("")) == ["a", "", ""]
    assert list(data["clean"][:2]) == [True, False]
    assert data["margin"][2] == 2


def test_programs_find_the_position_and_its_frame() -> None:
    fields = {field.name: field for field in read([{"ra": 1.0, "dec": 2.0}]).fields}
    assert fields["ra"].ucd == "pos.eq.ra;meta.main"
    assert fields["dec"].ucd == "pos.eq.dec;meta.main"
    assert {str(field.unit) for field in fields.values()} == {"deg"}
    assert {field.ref for field in fields.values()} == {"ICRS"}
    document = parse(io.BytesIO(votable("x", [{"ra": 1.0, "dec": 2.0}])))
    assert [system.system for system in document.resources[0].coordinate_systems] == ["ICRS"]


def test_the_standard_is_kept() -> None:
    content = votable("sources", [{"ra": 1.0, "dec": 2.0, "name": "a", "n": None, "m": 3}])
    complaints = io.StringIO()
    assert validate(io.BytesIO(content), complaints), complaints.getvalue()


@given(st.one_of(st.sampled_from(HOSTILE_NAMES), st.text()), st.text())
def test_a_name_stays_in_its_cell(hostile: str, title: str) -> None:
    table = read([{"ra": 1.0, "dec": 2.0, "name": hostile}], title)
    assert len(table.fields) == 3
    (cell,) = table.to_table()["name"]
    assert not set(str(cell)) & set("<>&\"'\\[]{}$;()")


@pytest.mark.parametrize("large", [2**63, -(2**63), 10**30])
def test_a_number_that_no_column_holds_is_text(large: int) -> None:
    (cell,) = read([{"ra": 1.0, "dec": 2.0, "n": large}]).to_table()["n"]
    assert str(cell) == str(large)
