"""The Sun and the limits compared with jwst_gtvt's shipped ephemeris."""

from __future__ import annotations

import pytest

from tests.oracle.gtvt_ephemeris import (
    TARGETS,
    limit_difference,
    offline_ephemeris,
    sun_difference,
)

# its own warnings: a dubious year, pandas
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture
def ephemeris():
    pytest.importorskip("jwst_gtvt", reason="jwst_gtvt is not installed")
    with offline_ephemeris() as made:
        yield made


def test_the_sun_is_where_the_horizons_ephemeris_has_it(ephemeris):
    found = sun_difference(ephemeris)
    assert found.dates > 1000
    assert found.largest < 0.04
    assert found.median < 0.015


@pytest.mark.parametrize(("ra", "dec"), TARGETS)
def test_limits_agree_with_the_lag_corrected_tool(ephemeris, ra, dec):
    found = limit_difference(ephemeris, ra, dec)
    assert found.dates > 200
    assert found.largest < 0.05
    assert found.median < 0.02
