"""The great circle, compared with ERFA and astropy."""

from __future__ import annotations

import astropy.units as u
import erfa
import numpy as np
import pytest
from astropy.coordinates import SkyCoord
from hypothesis import example, given
from hypothesis import strategies as st

from aptcheck.geometry.great_circle import great_circle_arcsec

longitudes = st.floats(0, 360)
latitudes = st.floats(-90, 90)
places = st.tuples(longitudes, latitudes)


def near(place, arcsec, angle_deg):
    """Return the place at a distance and position angle, by astropy."""
    there = SkyCoord(*place, unit="deg").directional_offset_by(angle_deg * u.deg, arcsec * u.arcsec)
    return there.ra.deg, there.dec.deg


@given(places, places)
@example((0.0, 90.0), (180.0, 90.0))
@example((0.0, -90.0), (77.0, -90.0))
@example((359.9999, 0.0), (0.0001, 0.0))
@example((10.0, 20.0), (190.0, -20.0))
def test_the_great_circle_is_that_of_erfa(one, other):
    expected = np.degrees(erfa.seps(*np.radians(one), *np.radians(other))) * 3600
    assert great_circle_arcsec(one, other) == pytest.approx(expected, rel=1e-12, abs=1e-7)


@given(places, st.floats(0.01, 3600), st.floats(0, 360))
@example((0.0, 0.0), 60.0, 270.0)
@example((123.0, 90.0), 60.0, 0.0)
@example((123.0, -89.9999), 60.0, 180.0)
def test_small_separations_keep_a_milliarcsecond(place, arcsec, angle):
    assert great_circle_arcsec(place, near(place, arcsec, angle)) == pytest.approx(arcsec, abs=1e-3)


@given(places, places)
def test_the_great_circle_is_the_same_both_ways(one, other):
    assert great_circle_arcsec(one, other) == great_circle_arcsec(other, one)


def test_a_place_is_no_distance_from_itself_across_the_wrap():
    assert great_circle_arcsec((0.0, 41.0), (360.0, 41.0)) == pytest.approx(0, abs=1e-9)
