"""How far apart two observations are: offsets, the nearest tile, proper motion."""

from __future__ import annotations

from math import cos, hypot, radians, sin

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from scipy.special import ellipe

from aptcheck.background.separation import separation, target_separation
from aptcheck.testing import mosaic, moving, mrs, offset, proposal, target
from tests.reading import model_of


def shifted_by(number, *, shift=None, **changes):
    return mrs(number, special=[] if shift is None else [offset(*shift)], **changes)


def between(targets, science, sky):
    """Return the separation of the first and the second observation of a proposal in 2027."""
    read = model_of(proposal(targets=targets, observations=[science, sky]))
    one, other = read.observations
    return separation(read, one, other, 2027.0)


def measured(science, sky, north):
    """Return the separation of two observations whose targets are this many arcsec apart."""
    targets = [target(1, "T1", ra=150.0, dec=2.0), target(2, "T2", ra=150.0, dec=2.0, north=north)]
    return between(targets, science, sky)


def test_two_plain_pointings_are_as_far_as_their_targets():
    found = measured(shifted_by(1), shifted_by(2), 120.01)
    assert (found.arcsec, found.nearest, found.farthest) == pytest.approx((120.01,) * 3, abs=1e-6)


def test_an_offset_alone_is_the_separation():
    found = measured(shifted_by(1), shifted_by(2, shift=(30.0, -40.0)), 0.0)
    assert (found.arcsec, found.nearest, found.farthest) == pytest.approx((50.0,) * 3, abs=1e-6)


def test_the_same_offset_on_both_sides_cancels():
    shifted = {"shift": (300.0, 200.0)}
    found = measured(shifted_by(1, **shifted), shifted_by(2, **shifted), 60.0)
    assert (found.nearest, found.farthest) == pytest.approx((60.0, 60.0), abs=1e-6)


def test_an_offset_beside_a_distance_turns_with_the_telescope():
    found = measured(shifted_by(1), shifted_by(2, shift=(0.0, 20.0)), 60.0)
    assert (found.nearest, found.farthest) == pytest.approx((40.0, 80.0), abs=1e-4)
    assert 60.0 < found.arcsec < 63.3


def test_with_the_imager_primary_the_spectrometer_is_74_arcsec_away():
    found = measured(shifted_by(1), shifted_by(2, primary="IMAGER"), 0.0)
    assert (found.nearest, found.farthest) == pytest.approx((74.18, 74.18), abs=0.01)


def test_two_imager_primaries_are_as_far_apart_as_their_targets():
    found = measured(shifted_by(1, primary="IMAGER"), shifted_by(2, primary="IMAGER"), 90.0)
    assert (found.nearest, found.farthest) == pytest.approx((90.0, 90.0), abs=1e-6)


@given(
    st.integers(1, 6),
    st.integers(1, 6),
    st.floats(-50, 90),
    st.integers(0, 40_000).map(lambda hundredths: hundredths / 100),
    st.floats(-60, 60),
    st.floats(-60, 60),
)
def test_the_nearest_tile_is_found_as_by_comparing_every_one(rows, columns, overlap, far, x, y):
    assume(hypot(far, x, y) > 0.01)
    grid = mosaic(rows, columns, row_overlap=overlap, column_overlap=overlap)
    found = measured(shifted_by(1, tiles=grid), shifted_by(2, shift=(x, y)), far)
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
    strip = mosaic(1, 11, column_overlap=0)
    found = measured(shifted_by(1, tiles=strip), shifted_by(2, shift=(100.0, 0.0)), 0.0)
    assert found.arcsec == pytest.approx(100.0 - 5 * 3.2, abs=1e-6)


def test_tiles_that_overlap_wholly_are_one():
    stack = mosaic(3, 3, row_overlap=100, column_overlap=100)
    assert measured(shifted_by(1, tiles=stack), shifted_by(2), 60.0).arcsec == pytest.approx(60.0)


@given(st.floats(0.01, 1e5), st.floats(0.01, 3000.0))
@example(60.0, 60.0)
@example(60.0, 60.00000000001)
def test_the_mean_over_all_angles_is_the_elliptic_integral(far, shift):
    found = measured(shifted_by(1), shifted_by(2, shift=(0.0, shift)), far)
    targets = [target(1, "T1", ra=150.0, dec=2.0), target(2, "T2", ra=150.0, dec=2.0, north=far)]
    read = model_of(proposal(targets=targets, observations=[mrs(1), mrs(2)]))
    one, other = read.observations
    distance = target_separation(read, one, other)
    both = distance + shift
    mean = 2 / np.pi * both * ellipe(min(1.0, 4 * distance * shift / both**2))
    assert found.arcsec == pytest.approx(mean, rel=1e-9)
    assert found.nearest == pytest.approx(abs(distance - shift), abs=1e-9)
    assert found.farthest == pytest.approx(both)


MARS = [moving(1, "MARS-1", body="MARS"), moving(2, "MARS-2", body="MARS")]
EUROPA = moving(2, "EUROPA")


def test_two_entries_of_one_body_are_apart_by_their_offset():
    found = between(MARS, shifted_by(1), shifted_by(2, shift=(60.0, 80.0)))
    assert found.arcsec == pytest.approx(100.0)


@pytest.mark.parametrize(
    ("targets", "shift"),
    [
        (MARS, None),
        ([MARS[0], EUROPA], (60.0, 80.0)),
        ([MARS[0], target(2, "FIXED")], (60.0, 80.0)),
        ([target(1), target(2, "NOWHERE", coordinates=None)], (60.0, 80.0)),
        ([target(1)], None),
    ],
)
def test_there_is_no_separation_where_a_position_is_unknown(targets, shift):
    document = proposal(
        targets=targets, observations=[mrs(1), shifted_by(2, shift=shift), mrs(3, 2)]
    )
    read = model_of(document)
    science, sky, plain = read.observations
    assert separation(read, science, sky, 2027.0) is None
    assert target_separation(read, science, plain, 2027.0) is None


def test_proper_motion_carries_the_science_away_from_its_sky():
    targets = [
        target(1, "STAR", ra=150.0, dec=2.0, proper_motion=(0.0, -1000.0), epoch=2000.0),
        target(2, "SKY", ra=150.0, dec=2.0, north=60),
    ]
    found = between(targets, shifted_by(1), shifted_by(2))
    assert found.arcsec == pytest.approx(87.0, abs=1e-3)
