"""The ring about the target that a field sweeps."""

from __future__ import annotations

import math
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.geometry.reach import Reach, reach_of
from aptcheck.modes.mrs.dither_offsets import NO_DITHER, dither
from aptcheck.modes.mrs.fields import field
from aptcheck.modes.mrs.settings import BANDS


def test_the_mrs_sweeps_a_ring_about_an_imager_target():
    reach = field([(BANDS, NO_DITHER)], primary_channel="IMAGER").reach
    assert (reach.nearest, reach.farthest) == pytest.approx((68.3, 79.0), abs=0.05)


def test_background_dithers_widen_the_ring():
    pattern = dither("BACKGROUND", primary_channel="IMAGER")
    reach = field([(BANDS, pattern)], primary_channel="IMAGER").reach
    assert reach.nearest + pattern.pad == pytest.approx(59.9, abs=0.05)
    assert reach.farthest - pattern.pad == pytest.approx(86.3, abs=0.05)


@pytest.mark.parametrize("primary", ["ALL", "CHANNEL2", "CHANNEL3", "CHANNEL4"])
@pytest.mark.parametrize("optimized", ["POINT SOURCE", "EXTENDED SOURCE"])
def test_with_the_mrs_on_target_the_field_reaches_6_to_8_and_a_half_arcsec(primary, optimized):
    reach = field(
        [(BANDS, dither(optimized, primary_channel=primary))], primary_channel=primary
    ).reach
    assert reach.nearest == 0
    assert 5.5 < reach.farthest < 8.6


def test_a_polygon_around_the_target_comes_as_near_as_zero():
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
        "from aptcheck.modes.mrs.dither_offsets import dither; "
        "field([(['1A'], dither('POINT SOURCE'))]).reach; "
        "sys.exit('numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
