"""Great circle, proper motion and the nearest tile, held against ERFA, astropy and brute force."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from math import cos, hypot, inf, radians, sin

import astropy.units as u
import erfa
import numpy as np
import pytest
from astropy.coordinates import SkyCoord
from astropy.time import Time
from hypothesis import assume, example, given
from hypothesis import strategies as st

from aptcheck.background.separation import pointing_separation, separation
from aptcheck.geometry.great_circle import great_circle_arcsec
from aptcheck.model import (
    Mosaic,
    MrsTemplate,
    Observation,
    Offset,
    ProperMotion,
    Proposal,
    Requirements,
    Target,
    TargetReference,
)
from aptcheck.model.epoch import julian_year, position_at

longitudes = st.floats(0, 360)
latitudes = st.floats(-90, 90)
places = st.tuples(longitudes, latitudes)
motions = st.floats(-11_000, 11_000)  # Barnard's star: 10.4 arcsec a year


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


def star(ra, dec, pm_ra=None, pm_dec=None, epoch=2016.0, **motion):
    return Target(
        number=1,
        name="STAR",
        ra_deg=ra,
        dec_deg=dec,
        motion=ProperMotion(ra_mas_per_year=pm_ra, dec_mas_per_year=pm_dec, epoch=epoch, **motion),
    )


def moved_by_erfa(ra, dec, pm_ra, pm_dec, start, end):
    """Return the place after ERFA's pmsafe; it wants the coordinate rate, infinite at a pole."""
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
def test_proper_motion_is_that_of_erfa(ra, dec, pm_ra, pm_dec, start, end):
    place = position_at(star(ra, dec, pm_ra, pm_dec, start), end)
    assert great_circle_arcsec(place, moved_by_erfa(ra, dec, pm_ra, pm_dec, start, end)) < 1e-3


@given(longitudes, st.floats(-89, 89), motions, motions, st.floats(2022, 2045))
@pytest.mark.filterwarnings("ignore::erfa.ErfaWarning")
def test_proper_motion_is_that_of_astropy(ra, dec, pm_ra, pm_dec, end):
    coordinate = SkyCoord(
        ra * u.deg,
        dec * u.deg,
        pm_ra_cosdec=pm_ra * u.mas / u.yr,
        pm_dec=pm_dec * u.mas / u.yr,
        obstime=Time(2016.0, format="jyear", scale="tdb"),
    ).apply_space_motion(Time(end, format="jyear", scale="tdb"))
    place = position_at(star(ra, dec, pm_ra, pm_dec), end)
    assert great_circle_arcsec(place, (coordinate.ra.deg, coordinate.dec.deg)) < 1e-3


@given(longitudes, st.sampled_from([90.0, -90.0]), motions, motions)
def test_a_star_on_the_pole_moves_by_its_whole_proper_motion(ra, dec, pm_ra, pm_dec):
    place = position_at(star(ra, dec, pm_ra, pm_dec, 2000.0), 2030.0)
    moved = great_circle_arcsec((ra, dec), place)
    assert moved == pytest.approx(30 * hypot(pm_ra, pm_dec) / 1000, rel=1e-5, abs=1e-6)


@given(places, motions, motions, st.floats(1900, 2100))
def test_a_moved_place_is_a_right_ascension_and_a_declination(place, pm_ra, pm_dec, year):
    ra, dec = position_at(star(*place, pm_ra, pm_dec), year)
    assert 0 <= ra <= 360
    assert -90 <= dec <= 90


def test_each_target_moves_from_its_own_epoch():
    one = star(10.0, 0.0, 1000.0, 0.0, epoch=2000.0)
    other = star(10.0, 0.0, 1000.0, 0.0, epoch=2015.5)
    assert great_circle_arcsec(position_at(one, 2027.0), position_at(other, 2027.0)) == (
        pytest.approx(15.5, abs=1e-3)
    )


def test_without_epoch_or_year_the_catalogue_position_stands():
    assert position_at(star(10.0, 20.0, 500.0, 500.0, epoch=None), 2027.0) == (10.0, 20.0)
    assert position_at(star(10.0, 20.0, 500.0, 500.0), None) == (10.0, 20.0)


def test_a_target_without_coordinates_has_no_place():
    assert position_at(Target(number=1, name="MARS"), 2027.0) is None


def test_a_motion_out_of_all_bounds_has_no_place():
    assert position_at(star(10.0, 20.0, 1e308, -1e308), 2027.0) is None
    assert position_at(star(10.0, 20.0, inf, 0.0), 2027.0) is None


@given(st.datetimes(datetime(1990, 1, 1), datetime(2028, 1, 1)))
def test_the_julian_year_is_that_of_astropy(moment):
    assert julian_year(moment) == pytest.approx(Time(moment, scale="utc").jyear, abs=1e-5)


def test_a_moment_with_a_zone_is_the_same_moment():
    noon = datetime(2026, 7, 1, 12)
    zoned = noon.replace(tzinfo=UTC).astimezone(timezone(timedelta(hours=5)))
    assert julian_year(zoned) == julian_year(noon)


def observed(number, *, offset=None, mosaic=None, primary="ALL"):
    return Observation(
        number=number,
        target=TargetReference(number=number, name=f"T{number}"),
        mrs=MrsTemplate(primary_channel=primary),
        requirements=Requirements(
            offset=None if offset is None else Offset(x_arcsec=offset[0], y_arcsec=offset[1])
        ),
        mosaic=mosaic or Mosaic(),
    )


def measured(science, sky, distance, *, year=2027.0, angle=0.0):
    """Return the separation of two observations whose targets stand so many arcsec apart."""
    ra, dec = near((150.0, 2.0), distance, angle)
    targets = (
        Target(number=1, name="T1", ra_deg=150.0, dec_deg=2.0),
        Target(number=2, name="T2", ra_deg=ra, dec_deg=dec),
    )
    return separation(Proposal(targets=targets), science, sky, year)


def test_two_plain_pointings_are_as_far_as_their_targets():
    found = measured(observed(1), observed(2), 120.001)
    assert (found.arcsec, found.nearest, found.farthest) == pytest.approx((120.001,) * 3, abs=1e-6)


def test_an_offset_alone_is_the_separation():
    found = measured(observed(1), observed(2, offset=(30.0, -40.0)), 0.0)
    assert (found.arcsec, found.nearest, found.farthest) == pytest.approx((50.0,) * 3, abs=1e-6)


def test_the_same_offset_on_both_sides_cancels():
    shifted = {"offset": (300.0, 200.0)}
    found = measured(observed(1, **shifted), observed(2, **shifted), 60.0)
    assert (found.nearest, found.farthest) == pytest.approx((60.0, 60.0), abs=1e-6)


def test_an_offset_beside_a_distance_turns_with_the_telescope():
    found = measured(observed(1), observed(2, offset=(0.0, 20.0)), 60.0)
    assert (found.nearest, found.farthest) == pytest.approx((40.0, 80.0), abs=1e-4)
    assert 60.0 < found.arcsec < 63.3


def test_with_the_imager_primary_the_spectrometer_stands_74_arcsec_away():
    found = measured(observed(1), observed(2, primary="IMAGER"), 0.0)
    assert (found.nearest, found.farthest) == pytest.approx((74.18, 74.18), abs=0.01)


def test_two_imager_primaries_stand_as_far_as_their_targets():
    found = measured(observed(1, primary="IMAGER"), observed(2, primary="IMAGER"), 90.0)
    assert (found.nearest, found.farthest) == pytest.approx((90.0, 90.0), abs=1e-6)


@given(
    st.integers(1, 6),
    st.integers(1, 6),
    st.floats(-50, 90),
    st.floats(0, 400),
    st.floats(-60, 60),
    st.floats(-60, 60),
)
def test_the_nearest_tile_is_found_as_by_looking_at_every_one(rows, columns, overlap, far, x, y):
    assume(hypot(far, x, y) > 0.01)
    mosaic = Mosaic(
        rows=rows, columns=columns, row_overlap_percent=overlap, column_overlap_percent=overlap
    )
    found = measured(observed(1, mosaic=mosaic), observed(2, offset=(x, y)), far)
    tiles = [
        (3.2 * (1 - overlap / 100) * (c - (columns - 1) / 2), 3.7 * (1 - overlap / 100) * (r - (rows - 1) / 2))
        for r in range(rows)
        for c in range(columns)
    ]  # fmt: skip
    around = [
        min(hypot(far * cos(a) + x - tx, far * sin(a) + y - ty) for tx, ty in tiles)
        for a in np.radians(np.arange(0, 360, 1.0))
    ]
    step = far * radians(3.0)
    assert found.arcsec == pytest.approx(np.mean(around), abs=0.02 * far + 0.1)
    assert found.nearest == pytest.approx(min(around), abs=step + 1e-3)
    assert found.farthest == pytest.approx(max(around), abs=step + 1e-3)


def test_a_mosaic_is_measured_from_its_nearest_tile():
    strip = Mosaic(rows=1, columns=11)
    found = measured(observed(1, mosaic=strip), observed(2, offset=(100.0, 0.0)), 0.0)
    assert found.arcsec == pytest.approx(100.0 - 5 * 3.2, abs=1e-6)


def test_tiles_that_overlap_wholly_are_one():
    stack = Mosaic(rows=3, columns=3, row_overlap_percent=100, column_overlap_percent=120)
    assert measured(observed(1, mosaic=stack), observed(2), 60.0).arcsec == pytest.approx(60.0)


def moving(number, body):
    return Target(kind="SolarSystemTargetType", number=number, name=f"{body}-{number}", body=body)


def test_two_entries_of_one_body_stand_apart_by_their_offset():
    proposal = Proposal(targets=(moving(1, "MARS"), moving(2, "MARS")))
    found = separation(proposal, observed(1), observed(2, offset=(60.0, 80.0)), 2027.0)
    assert found.arcsec == pytest.approx(100.0)


@pytest.mark.parametrize(
    ("targets", "offset"),
    [
        ((moving(1, "MARS"), moving(2, "MARS")), None),
        ((moving(1, "MARS"), moving(2, "EUROPA")), (60.0, 80.0)),
        ((moving(1, "MARS"), star(10.0, 20.0).model_copy(update={"number": 2})), (60.0, 80.0)),
        ((star(10.0, 20.0), Target(number=2, name="NOWHERE")), (60.0, 80.0)),
        ((star(10.0, 20.0),), None),
    ],
)
def test_there_is_no_separation_where_a_place_is_unknown(targets, offset):
    proposal = Proposal(targets=targets)
    assert separation(proposal, observed(1), observed(2, offset=offset), 2027.0) is None
    assert pointing_separation(proposal, observed(1), observed(2), 2027.0) is None


def test_proper_motion_carries_the_science_away_from_its_sky():
    targets = (
        star(150.0, 2.0, 0.0, -1000.0, epoch=2000.0),
        Target(number=2, name="SKY", ra_deg=150.0, dec_deg=2.0 + 60 / 3600),
    )
    found = separation(Proposal(targets=targets), observed(1), observed(2), 2027.0)
    assert found.arcsec == pytest.approx(87.0, abs=1e-3)
