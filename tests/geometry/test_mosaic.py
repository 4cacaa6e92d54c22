"""Where the tiles of a mosaic are."""

from __future__ import annotations

import math

import pytest

from aptcheck.geometry.mosaic import Grid, tiles
from aptcheck.modes.mrs.apertures import primary_aperture
from aptcheck.modes.mrs.dither_offsets import NO_DITHER
from aptcheck.modes.mrs.fields import field


def test_a_two_tile_mosaic_is_symmetric_about_the_target():
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
