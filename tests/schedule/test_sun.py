from __future__ import annotations

import numpy as np
import pytest

from aptcheck.observatory.orbit import HaloFit, flown_halo
from aptcheck.schedule.field_of_regard import FieldOfRegard, computed_visibility
from aptcheck.schedule.roll import Pointing
from aptcheck.schedule.spans import as_datetime
from aptcheck.schedule.sun import sun_direction, sun_track

NO_HALO = HaloFit(
    epoch_jd=2459600.5, period_days=180, longitude_deg=(0,) * 9, latitude_deg=(0,) * 9
)


def test_without_the_halo_the_sun_is_where_astropy_has_it():
    from astropy.coordinates import get_body_barycentric
    from astropy.time import Time

    mjd = np.linspace(61000, 61700, 50)
    time = Time(mjd, format="mjd", scale="utc")
    earth = get_body_barycentric("earth", time).xyz.to_value("au")
    sun = get_body_barycentric("sun", time).xyz.to_value("au")
    expected = ((sun - earth) / np.linalg.norm(sun - earth, axis=0)).T
    assert np.abs(sun_direction(mjd, NO_HALO) - expected).max() < 1e-8


def test_the_halo_moves_the_sun_by_a_few_tenths_of_a_degree():
    mjd = np.arange(61000.0, 61400.0)
    moved = sun_direction(mjd, flown_halo()) - sun_direction(mjd, NO_HALO)
    apart = np.degrees(np.linalg.norm(moved, axis=1))
    assert 0.25 < apart.max() < 0.4


def test_between_whole_days_the_cubic_is_good_to_a_milliarcsecond():
    start, end = as_datetime(61200), as_datetime(61240)
    # the Sun angle at the north pole is the polar distance of the Sun itself
    field = computed_visibility("", 0, 90, pointing=Pointing(0, 0), start=start, end=end).limits
    assert isinstance(field, FieldOfRegard)
    mjd = np.linspace(61201, 61239, 997)
    exact = sun_direction(mjd, flown_halo())[:, 2]
    assert np.abs(field.cos_sun(mjd) - exact).max() < np.radians(0.001 / 3600)


def test_the_same_dates_are_computed_once():
    assert sun_track(61000, 61100) is sun_track(61000, 61100)


def test_the_track_is_made_of_unit_vectors_that_turn_a_degree_a_day():
    track = sun_track(61000, 61366)
    direction, motion, *_ = track.cubic
    assert track.cubic.shape == (4, 366, 3)
    assert np.linalg.norm(direction, axis=1) == pytest.approx(1.0)
    assert np.degrees(np.linalg.norm(motion, axis=1)) == pytest.approx(0.986, abs=0.06)
    # each day ends where the next one begins
    assert track.cubic.sum(axis=0)[:-1] == pytest.approx(direction[1:])
