"""The large synthetic sky: seeded, of the stated size, with rows that aptcheck reads."""

from __future__ import annotations

import numpy as np
import pytest

from aptcheck.catalog.match import counts_within
from aptcheck.catalog.rows import Rows
from aptcheck.catalog.survey import ALLWISE, TWO_MASS, Survey
from scripts import synthetic_sky
from scripts.synthetic_sky import Table, blocks

ROWS = 5_000


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(synthetic_sky, "BLOCK", 2_000)


def sky(seed: int = 1) -> dict[Survey, list[Table]]:
    near, wise = zip(*blocks(ROWS, [(150.0, 2.0)], seed), strict=True)
    return {TWO_MASS: list(near), ALLWISE: list(wise)}


def rows(survey: Survey, seed: int = 1) -> Rows:
    return Rows.together(survey, [Rows.of(survey, part) for part in sky(seed)[survey]])


def test_it_has_the_rows_asked_for() -> None:
    assert sum(len(part["ra"]) for part in sky()[ALLWISE]) == ROWS
    assert len(rows(ALLWISE)) == ROWS  # each its own place and name
    assert len(rows(TWO_MASS)) > ROWS / 10


def test_the_same_seed_gives_the_same_rows() -> None:
    one, same, other = rows(ALLWISE), rows(ALLWISE), rows(ALLWISE, 2)
    for name, column in one.columns.items():
        assert np.array_equal(column, same[name], equal_nan=column.dtype.kind == "f")
    assert not np.array_equal(one["ra"], other["ra"])


def test_it_is_all_over_the_sky_and_crowded_where_asked() -> None:
    found = rows(ALLWISE)
    assert found["dec"].min() < -85
    assert found["dec"].max() > 85
    at = np.array([150.0, 330.0]), np.array([2.0, -2.0])
    crowd, elsewhere = counts_within(*at, found["ra"], found["dec"], 0.2)
    assert crowd > 100 > elsewhere


def test_upper_limits_and_flags_are_as_in_the_catalogue() -> None:
    found = rows(ALLWISE)
    limit = np.array([word[3] == "U" for word in found["ph_qual"]])
    assert 0 < limit.sum() < len(limit)
    assert np.isnan(found["w4sigmpro"][limit]).all()
    assert not np.isnan(found["w4sigmpro"][~limit]).any()
    assert set(found["cc_flags"]) == {"0000", "d000", "0h00", "DD00"}
    assert {len(name) for name in found["designation"]} == {19}
