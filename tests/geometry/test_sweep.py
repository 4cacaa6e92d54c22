"""Sources planted inside and outside footprints, found or not as the geometry says."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from aptcheck.geometry.footprint import Field, Footprint
from aptcheck.geometry.sweep import offsets, sweep
from aptcheck.geometry.tangent import on_sky, project
from aptcheck.modes.mrs.dither_offsets import NO_DITHER, dither
from aptcheck.modes.mrs.fields import field
from aptcheck.modes.mrs.settings import BANDS
from tests.geometry.planting import beside, on_sky_plane

PRIMARIES = ["ALL", "CHANNEL1", "CHANNEL2", "CHANNEL3", "CHANNEL4", "IMAGER"]
PATTERNS = ["POINT SOURCE", "EXTENDED SOURCE", "BACKGROUND"]

imager = field([(BANDS, NO_DITHER)], primary_channel="IMAGER")


@settings(deadline=None, max_examples=300)
@given(
    primary=st.sampled_from(PRIMARIES),
    optimized=st.sampled_from(PATTERNS),
    band=st.sampled_from(BANDS),
    position=st.integers(0, 3),
    edge=st.integers(0, 3),
    along=st.floats(0.02, 0.98),
    v3pa=st.floats(0, 359.99),
    radius=st.sampled_from([0.0, 0.3, 2.0]),
)
def test_a_source_just_inside_an_edge_is_found_and_one_just_outside_is_not(
    primary, optimized, band, position, edge, along, v3pa, radius
):
    pattern = dither(optimized, primary_channel=primary)
    swept = field([([band], pattern)], primary_channel=primary)
    footprint = swept.footprints[position]
    edge_arcsec = footprint.pad + radius
    for short, found in ((1e-4, True), (-1e-4, False)):
        point = beside(footprint.corners, edge, along, edge_arcsec - short)
        hits = sweep(swept, *on_sky_plane(point, v3pa), radius)
        mine = hits.footprint == position
        inside = (v3pa - hits.lo[mine]) % 360 <= hits.hi[mine] - hits.lo[mine]
        assert inside.any() == found


def test_a_source_that_never_leaves_the_field_is_kept_at_every_angle():
    mrs = field([(["4A"], NO_DITHER)])
    hits = sweep(mrs, [0.5, 0.0, 1e-9], [0.5, 0.0, 0.0])
    for source in range(3):
        assert hits.angles(source).is_full
        assert (hits.lo[hits.source == source][0], hits.hi[hits.source == source][0]) == (0, 360)


@settings(deadline=None, max_examples=200)
@given(rho=st.floats(10.5, 18), psi=st.floats(0, 360), radius=st.sampled_from([0.3, 0.5, 1.0]))
@example(rho=12.413017693045663, psi=113.0, radius=1.0)
def test_where_a_side_and_a_corner_meet_no_angle_is_lost(rho, psi, radius):
    corners = ((11.017, -12.824), (-12.719, -10.897), (-10.76, 12.956), (12.954, 10.934))
    square = Field((Footprint(band="F1140C", dither=1, tile=1, corners=corners),))
    toward = math.radians(psi)
    found = sweep(square, [rho * math.sin(toward)], [rho * math.cos(toward)], radius).angles(0)
    assert all(after - before > 1e-9 for (_, before), (after, _) in pairwise(found.intervals))


def test_a_source_on_the_target_is_never_in_a_field_beside_it():
    assert len(sweep(imager, [0.0], [0.0])) == 0
    assert sweep(imager, [0.0], [0.0], 90.0).angles(0).is_full


def test_a_star_74_arcsec_from_an_imager_target_spoils_the_angles_the_geometry_says():
    one = field([(["1A"], NO_DITHER)], primary_channel="IMAGER")
    corners = np.array(one.footprints[0].corners)
    centre = corners.mean(axis=0)
    rho = float(np.hypot(*centre))
    assert rho == pytest.approx(74.2, abs=0.3)
    hits = sweep(one, [0.0], [rho])  # a star due north
    (spoiled,) = hits.angles(0).arcs
    # the middle of channel 1 is at this angle from V3, and north when V3PA cancels it
    middle = -math.degrees(math.atan2(centre[0], centre[1])) % 360
    assert hits.angles(0).contains(middle)
    # 3.2 x 3.7 arcsec, its diagonal 4.9: 2.5 to 3.8 degrees of a circle of 74 arcsec
    assert 2.5 < spoiled[1] - spoiled[0] < 3.8
    assert abs((spoiled[0] + spoiled[1]) / 2 % 360 - middle) < 0.5


def test_a_star_45_arcsec_from_an_imager_target_spoils_none():
    background = field(
        [(BANDS, dither("BACKGROUND", primary_channel="IMAGER"))], primary_channel="IMAGER"
    )
    assert len(sweep(background, [0.0, 45.0], [45.0, 0.0], 3.0)) == 0


def test_angles_turn_with_the_source():
    north, east = sweep(imager, [0.0], [74.0]), sweep(imager, [74.0], [0.0])
    turned = north.angles(0).shifted(90.0)
    assert turned.difference(east.angles(0)).total < 1e-9
    assert east.angles(0).difference(turned).total < 1e-9


def test_the_angles_of_all_sources_are_the_union():
    hits = sweep(imager, [0.0, 74.0, 500.0], [74.0, 0.0, 0.0])
    assert hits.sources.tolist() == [0, 1]
    assert hits.all_angles() == hits.angles(0).union(hits.angles(1))
    assert hits.angles(2).is_empty
    assert {imager.footprints[i].band for i in hits.footprints(0)} <= set(BANDS)


def test_a_band_radius_widens_only_its_band():
    plain = sweep(imager, [0.0], [74.0])
    wide = sweep(imager, [0.0], [74.0], band_radius={"4C": 2.0})
    for hits, index in ((plain, 0), (wide, 0)):
        assert imager.footprints[index].band == "1A"
        assert hits.angles(0).total > 0
    of_band = [imager.footprints[i].band for i in range(12)]
    widths = [
        [float((h.hi - h.lo)[h.footprint == i].sum()) for i in range(12)] for h in (plain, wide)
    ]
    for band, before, after in zip(of_band, *widths, strict=True):
        assert (after > before) == (band == "4C")


def test_a_band_radius_of_nan_leaves_the_source_out_of_that_band():
    hits = sweep(imager, [0.0], [74.0], band_radius={"4C": [math.nan], "1A": [3.0]})
    bands = {imager.footprints[i].band for i in hits.footprints(0)}
    assert bands == set(BANDS) - {"4C"}


def test_a_source_that_reaches_far_does_not_change_what_is_found_of_the_others():
    rng = np.random.default_rng(3)
    x, y = rng.uniform(-90, 90, (2, 50))
    alone = sweep(imager, x, y, 0.5)
    beside = sweep(imager, [*x, 60.0], [*y, 60.0], [*np.full(50, 0.5), 70.0])
    for source in range(50):
        assert alone.angles(source) == beside.angles(source)
    assert not beside.angles(50).is_empty


@settings(deadline=None)
@given(
    st.integers(0, 11), st.integers(0, 3), st.floats(0, 360), st.floats(0, 360), st.floats(0.01, 70)
)
def test_a_disc_that_just_touches_a_corner_is_found_and_one_just_short_is_not(
    index, number, v3pa, direction, radius
):
    one = field([([BANDS[index]], NO_DITHER)], primary_channel="IMAGER")
    footprint = one.footprints[0]
    corners = np.array(footprint.corners)
    corner = corners[number]
    step = np.array([math.sin(math.radians(direction)), math.cos(math.radians(direction))])
    beyond_both = all((step @ (corner - corners[n % 4])) >= 0 for n in (number - 1, number + 1))
    assume(beyond_both)
    for more, found in ((-1e-4, True), (1e-4, False)):
        point = corner + (radius + footprint.pad + more) * step
        hits = sweep(one, *on_sky_plane(point, v3pa), radius)
        inside = (v3pa - hits.lo) % 360 <= hits.hi - hits.lo
        assert inside.any() == found


@settings(deadline=None)
@given(st.floats(0, 100), st.floats(0, 360), st.floats(0, 5), st.floats(0, 5))
def test_a_larger_radius_never_loses_an_angle(rho, psi, small, more):
    x, y = rho * math.sin(math.radians(psi)), rho * math.cos(math.radians(psi))
    less = sweep(imager, [x], [y], small).angles(0)
    grown = sweep(imager, [x], [y], small + more).angles(0)
    assert less.difference(grown).total < 1e-6


@settings(deadline=None)
@given(
    ra=st.floats(0, 360),
    dec=st.floats(-89.5, 89.5),
    v3pa=st.floats(0, 359.99),
    index=st.integers(0, 11),
)
def test_a_star_on_the_sky_at_the_middle_of_a_footprint_is_hit_at_that_angle(ra, dec, v3pa, index):
    middle = np.array(imager.footprints[index].corners).mean(axis=0)
    ((star_ra, star_dec),) = on_sky((tuple(middle),), ra, dec, v3pa)
    east, north = offsets(ra, dec, [star_ra], [star_dec])
    assert sweep(imager, east, north).angles(0).contains(v3pa)


@settings(deadline=None)
@given(st.floats(0, 360), st.floats(-90, 90), st.floats(0, 360), st.floats(-90, 90))
def test_offsets_of_many_are_those_of_one(ra0, dec0, ra, dec):
    east, north = offsets(ra0, dec0, [ra], [dec])
    one = project(ra0, dec0, ra, dec)
    assert (float(east[0]), float(north[0])) == pytest.approx(one, rel=1e-9, abs=1e-9)


def test_sources_on_the_other_side_of_the_sky_are_far_away():
    east, north = offsets(10.0, 20.0, [190.0], [-20.0])
    assert len(sweep(imager, east, north, 5.0)) == 0


def test_no_sources_give_no_hits():
    assert len(sweep(imager, [], [])) == 0


@pytest.mark.parametrize(
    ("x", "y", "radius"), [(math.nan, 0.0, 0.0), (0.0, 0.0, math.nan), (0.0, 0.0, -1.0)]
)
def test_positions_and_radii_that_are_not_numbers_are_refused(x, y, radius):
    with pytest.raises(ValueError, match="sweep over"):
        sweep(imager, [x], [y], radius)
