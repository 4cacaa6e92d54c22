"""Proper motion and Julian years, compared with ERFA and astropy."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from math import cos, hypot, inf, radians

import astropy.units as u
import erfa
import numpy as np
import pytest
from astropy.coordinates import SkyCoord
from astropy.time import Time
from hypothesis import example, given
from hypothesis import strategies as st

from aptcheck.geometry.great_circle import great_circle_arcsec
from aptcheck.model import (
    ProperMotion,
    Target,
)
from aptcheck.model.epoch import julian_year, position_at

longitudes = st.floats(0, 360)
latitudes = st.floats(-90, 90)
places = st.tuples(longitudes, latitudes)
motions = st.floats(-11_000, 11_000)  # Barnard's star: 10.4 arcsec a year


def drifting(ra, dec, pm_ra=None, pm_dec=None, epoch=2016.0, **motion):
    """Return the model of a target with proper motion: no APT text has so many decimals."""
    return Target(
        number=1,
        name="STAR",
        ra_deg=ra,
        dec_deg=dec,
        motion=ProperMotion(ra_mas_per_year=pm_ra, dec_mas_per_year=pm_dec, epoch=epoch, **motion),
    )


def moved_by_erfa(ra, dec, pm_ra, pm_dec, start, end):
    """Return the position after ERFA's pmsafe; it needs the coordinate rate, infinite at a pole."""
    ends = [Time(year, format="jyear", scale="tdb") for year in (start, end)]
    rate = radians(pm_ra / 3.6e6) / cos(radians(dec))
    with np.errstate(all="ignore"):
        ra2, dec2, *_ = erfa.pmsafe(
            radians(ra), radians(dec), rate, radians(pm_dec / 3.6e6), 0.0, 0.0,
            ends[0].jd1, ends[0].jd2, ends[1].jd1, ends[1].jd2,
        )  # fmt: skip
    return float(np.degrees(ra2)), float(np.degrees(dec2))


@given(
    longitudes,
    st.floats(-89.9, 89.9),
    motions,
    motions,
    st.floats(1991, 2016),
    st.floats(2022, 2045),
)
@example(359.9999, 0.0, 11_000.0, 0.0, 2000.0, 2030.0)
@example(0.0001, 60.0, -11_000.0, 0.0, 2000.0, 2030.0)
@example(40.0, 89.9, 0.0, 11_000.0, 2000.0, 2040.0)
@pytest.mark.filterwarnings("ignore::erfa.ErfaWarning")
def test_proper_motion_agrees_with_erfa(ra, dec, pm_ra, pm_dec, start, end):
    place = position_at(drifting(ra, dec, pm_ra, pm_dec, start), end)
    assert great_circle_arcsec(place, moved_by_erfa(ra, dec, pm_ra, pm_dec, start, end)) < 1e-3


@given(longitudes, st.floats(-89, 89), motions, motions, st.floats(2022, 2045))
@pytest.mark.filterwarnings("ignore::erfa.ErfaWarning")
def test_proper_motion_agrees_with_astropy(ra, dec, pm_ra, pm_dec, end):
    coordinate = SkyCoord(
        ra * u.deg,
        dec * u.deg,
        pm_ra_cosdec=pm_ra * u.mas / u.yr,
        pm_dec=pm_dec * u.mas / u.yr,
        obstime=Time(2016.0, format="jyear", scale="tdb"),
    ).apply_space_motion(Time(end, format="jyear", scale="tdb"))
    place = position_at(drifting(ra, dec, pm_ra, pm_dec), end)
    assert great_circle_arcsec(place, (coordinate.ra.deg, coordinate.dec.deg)) < 1e-3


@given(longitudes, st.sampled_from([90.0, -90.0]), motions, motions)
def test_a_star_on_the_pole_moves_by_its_whole_proper_motion(ra, dec, pm_ra, pm_dec):
    place = position_at(drifting(ra, dec, pm_ra, pm_dec, 2000.0), 2030.0)
    moved = great_circle_arcsec((ra, dec), place)
    assert moved == pytest.approx(30 * hypot(pm_ra, pm_dec) / 1000, rel=1e-5, abs=1e-6)


@given(places, motions, motions, st.floats(1900, 2100))
def test_a_moved_position_is_a_valid_right_ascension_and_declination(place, pm_ra, pm_dec, year):
    ra, dec = position_at(drifting(place[0], place[1], pm_ra, pm_dec), year)
    assert 0 <= ra <= 360
    assert -90 <= dec <= 90


def test_each_target_moves_from_its_own_epoch():
    one = drifting(10.0, 0.0, 1000.0, 0.0, epoch=2000.0)
    other = drifting(10.0, 0.0, 1000.0, 0.0, epoch=2015.5)
    assert great_circle_arcsec(position_at(one, 2027.0), position_at(other, 2027.0)) == (
        pytest.approx(15.5, abs=1e-3)
    )


def test_without_epoch_or_year_the_catalogue_position_is_used():
    assert position_at(drifting(10.0, 20.0, 500.0, 500.0, epoch=None), 2027.0) == (10.0, 20.0)
    assert position_at(drifting(10.0, 20.0, 500.0, 500.0), None) == (10.0, 20.0)


def test_a_target_without_coordinates_has_no_position():
    assert position_at(Target(number=1, name="MARS"), 2027.0) is None


def test_an_absurd_motion_has_no_position():
    assert position_at(drifting(10.0, 20.0, 1e308, -1e308), 2027.0) is None
    assert position_at(drifting(10.0, 20.0, inf, 0.0), 2027.0) is None


@given(st.datetimes(datetime(1990, 1, 1), datetime(2028, 1, 1)))
def test_the_julian_year_agrees_with_astropy(moment):
    assert julian_year(moment) == pytest.approx(Time(moment, scale="utc").jyear, abs=1e-5)


def test_a_moment_with_a_zone_is_the_same_moment():
    noon = datetime(2026, 7, 1, 12)
    zoned = noon.replace(tzinfo=UTC).astimezone(timezone(timedelta(hours=5)))
    assert julian_year(zoned) == julian_year(noon)
