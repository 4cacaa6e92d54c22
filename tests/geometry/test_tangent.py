"""The tangent plane about a target."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.geometry.tangent import project, turned, unproject

ra = st.floats(0, 359.999)
dec = st.floats(-89.9, 89.9)
arcsec = st.floats(-3000, 3000)


@given(ra, dec, arcsec, arcsec)
def test_a_position_comes_back(ra0, dec0, east, north):
    back = project(ra0, dec0, *unproject(ra0, dec0, east, north))
    assert back == pytest.approx((east, north), abs=1e-5)


def test_east_is_toward_larger_right_ascension_and_north_toward_the_pole():
    assert project(0.0, 0.0, 10 / 3600, 0.0) == pytest.approx((10.0, 0.0))
    assert project(359.999, 60.0, 0.001, 60.0)[0] == pytest.approx(3.6, rel=1e-3)
    assert project(30.0, 60.0, 30.0, 60.0 + 10 / 3600) == pytest.approx((0.0, 10.0))


def test_the_far_side_of_the_sky_is_infinitely_far():
    assert project(0.0, 0.0, 180.0, 0.0) == (math.inf, math.inf)


def test_v3_points_north_at_0_and_east_at_90():
    assert turned(0.0, 1.0, 0.0) == pytest.approx((0.0, 1.0))
    assert turned(0.0, 1.0, 90.0) == pytest.approx((1.0, 0.0))
    assert turned(1.0, 0.0, 90.0) == pytest.approx((0.0, -1.0))
