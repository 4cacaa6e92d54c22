"""The field about the target and the ring it sweeps."""

from __future__ import annotations

import math
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.geometry.mosaic import Grid, tiles
from aptcheck.geometry.reach import Reach, reach_of
from aptcheck.modes.mrs.apertures import primary_aperture
from aptcheck.modes.mrs.dithers import NO_DITHER, dither
from aptcheck.modes.mrs.fields import field
from aptcheck.modes.mrs.settings import BANDS


def test_the_mrs_sweeps_a_ring_about_an_imager_target():
    reach = field([(BANDS, NO_DITHER)], primary_channel="IMAGER").reach
    assert (reach.nearest, reach.farthest) == pytest.approx((68.4, 78.8), abs=0.05)


def test_background_dithers_widen_the_ring():
    pattern = dither("BACKGROUND", primary_channel="IMAGER")
    reach = field([(BANDS, pattern)], primary_channel="IMAGER").reach
    assert reach.nearest + pattern.pad == pytest.approx(60.1, abs=0.05)
    assert reach.farthest - pattern.pad == pytest.approx(86.1, abs=0.05)


def test_channel_1_lies_74_arcsec_from_an_imager_target():
    v2, v3 = primary_aperture("ALL").reference
    x, y = primary_aperture("IMAGER").reference
    assert (v2 - x, v3 - y) == pytest.approx((-49.99, 54.80), abs=0.01)
    assert math.hypot(v2 - x, v3 - y) == pytest.approx(74.18, abs=0.01)


@pytest.mark.parametrize("primary", ["ALL", "CHANNEL2", "CHANNEL3", "CHANNEL4"])
@pytest.mark.parametrize("optimized", ["POINT SOURCE", "EXTENDED SOURCE"])
def test_with_the_mrs_on_target_the_field_reaches_6_to_8_and_a_half_arcsec(primary, optimized):
    reach = field(
        [(BANDS, dither(optimized, primary_channel=primary))], primary_channel=primary
    ).reach
    assert reach.nearest == 0
    assert 5.5 < reach.farthest < 8.6


def test_twelve_bands_at_four_positions_are_48_footprints():
    assert len(field([(BANDS, dither("POINT SOURCE"))]).footprints) == 48


def test_a_band_taken_twice_in_the_same_place_is_one_footprint():
    assert len(field([(["1A"], NO_DITHER), (["1A", "2A"], NO_DITHER)]).footprints) == 2


def test_an_observation_without_exposures_has_no_field():
    with pytest.raises(ValueError, match="no field"):
        field([])


def test_a_two_tile_mosaic_stands_symmetrically_about_the_target():
    grid = Grid(columns=2, column_overlap=10)
    single = field([(["1A"], NO_DITHER)])
    left = field([(["1A"], NO_DITHER)], grid=grid).footprints[0]
    a, b = (tile.shift for tile in tiles(grid, primary_aperture("ALL")))
    assert (a[0] + b[0], a[1] + b[1]) == pytest.approx((0, 0), abs=1e-9)
    assert math.dist(a, b) == pytest.approx(3.2 * 0.9, abs=0.05)
    assert left.corners[0][0] - single.footprints[0].corners[0][0] == pytest.approx(a[0], abs=1e-5)
    # sides and Ideal axes are 8.4 degrees apart
    assert left.pad == pytest.approx(2 * math.sin(math.radians(4.2)) * math.hypot(*a), rel=0.02)


def test_rows_of_an_imager_mosaic_are_as_high_as_the_illuminated_field():
    first, second = tiles(Grid(rows=2), primary_aperture("IMAGER"))
    assert math.dist(first.shift, second.shift) == pytest.approx(113.0, abs=0.5)


def test_a_row_shift_moves_rows_sideways():
    plain = list(tiles(Grid(rows=2), primary_aperture("CHANNEL4")))
    shifted = list(tiles(Grid(rows=2, skew_x=45), primary_aperture("CHANNEL4")))
    height = math.dist(plain[0].shift, plain[1].shift)
    assert math.dist(plain[1].shift, shifted[1].shift) == pytest.approx(height / 2)


@pytest.mark.parametrize(
    "wrong",
    [
        {"rows": 0},
        {"columns": 10**9},
        {"row_overlap": 101.0},
        {"skew_x": 90.0},
        {"skew_y": math.nan},
    ],
)
def test_a_mosaic_apt_cannot_make_is_refused(wrong):
    with pytest.raises(ValueError, match="mosaic"):
        Grid(**wrong)


def test_a_polygon_around_the_target_comes_as_near_as_nothing():
    square = ((-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0))
    assert reach_of([(square, 0.5)]) == Reach(0.0, math.sqrt(2) + 0.5)
    beside = tuple((x + 5.0, y) for x, y in square)
    assert reach_of([(beside, 1.0)]) == Reach(3.0, math.hypot(6, 1) + 1.0)


@given(st.floats(0, 50), st.floats(0, 50), st.floats(0, 50), st.floats(0, 50), st.floats(0, 200))
def test_rings_meet_exactly_where_circles_of_their_radii_do(a, b, c, d, separation):
    ours, theirs = Reach(min(a, b), max(a, b)), Reach(min(c, d), max(c, d))
    # two circles of radii r and s meet where |r - s| <= separation <= r + s
    sums = ours.farthest + theirs.farthest
    least = max(0.0, ours.nearest - theirs.farthest, theirs.nearest - ours.farthest)
    if abs(separation - sums) > 1e-9 and abs(separation - least) > 1e-9:
        assert ours.meets(theirs, separation) == (least < separation < sums)
        assert theirs.meets(ours, separation) == ours.meets(theirs, separation)


def test_fields_and_reaches_need_no_numpy():
    code = (
        "import sys; from aptcheck.modes.mrs.fields import field; "
        "from aptcheck.modes.mrs.dithers import dither; "
        "field([(['1A'], dither('POINT SOURCE'))]).reach; "
        "sys.exit('numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
