"""The apertures of the MRS in aptcheck's copy of the SIAF."""

from __future__ import annotations

import itertools
import math

import pytest

from aptcheck.modes.mrs.apertures import imager_to_mrs, mrs_aperture, primary_aperture, tile_pitch
from aptcheck.modes.mrs.settings import BANDS
from aptcheck.observatory.siaf import aperture


def test_every_band_is_a_convex_quadrilateral_around_its_reference():
    for band in BANDS:
        row = mrs_aperture(band)
        corners = [(v2 - row.reference[0], v3 - row.reference[1]) for v2, v3 in row.corners]
        sides = list(zip(corners, corners[1:] + corners[:1], strict=True))
        around = [ax * by - ay * bx for (ax, ay), (bx, by) in sides]
        steps = [(bx - ax, by - ay) for (ax, ay), (bx, by) in sides]
        turns = [
            ax * by - ay * bx
            for (ax, ay), (bx, by) in zip(steps, steps[1:] + steps[:1], strict=True)
        ]
        assert len(corners) == 4
        assert all(n < 0 for n in around) or all(n > 0 for n in around)
        assert all(n < 0 for n in turns) or all(n > 0 for n in turns)


@pytest.mark.parametrize(
    ("primary", "name"),
    [
        ("ALL", "MIRIFU_CHANNEL1A"),
        ("CHANNEL3", "MIRIFU_CHANNEL3A"),
        ("Channel 4", "MIRIFU_CHANNEL4A"),
        ("IMAGER", "MIRIM_FULL"),
        ("Imager", "MIRIM_FULL"),
        (None, "MIRIFU_CHANNEL1A"),
        ("CHANNEL7", "MIRIFU_CHANNEL1A"),
    ],
)
def test_the_primary_channel_names_the_aperture_on_the_target(primary, name):
    assert primary_aperture(primary).name == name


def test_the_imager_is_rotated_relative_to_v3_and_the_mrs_is_not():
    assert aperture("MIRIM_FULL").v3_ideal_angle == pytest.approx(4.835449)
    assert all(mrs_aperture(band).v3_ideal_angle == 0.0 for band in BANDS)


def test_the_mrs_is_74_arcsec_beside_a_target_on_the_imager():
    assert math.hypot(*imager_to_mrs()) == pytest.approx(74.2, abs=0.1)
    (x, y), (v2, v3) = imager_to_mrs(), mrs_aperture("1A").reference
    on_imager = primary_aperture("IMAGER").reference
    assert (on_imager[0] + x, on_imager[1] + y) == pytest.approx((v2, v3), abs=0.006)


def test_mosaic_tiles_are_as_far_apart_as_the_size_of_channel_1a():
    corners = mrs_aperture("1A").corners
    sides = [math.dist(a, b) for a, b in itertools.pairwise((*corners, corners[0]))]
    assert tile_pitch() == pytest.approx((sides[0], sides[1]), abs=0.06)


def test_imager_and_illuminated_field_share_their_reference():
    assert aperture("MIRIM_FULL").reference == aperture("MIRIM_ILLUM").reference


def test_ideal_axes_of_the_mrs_run_against_v2_and_along_v3():
    v2, v3 = mrs_aperture("1A").reference
    assert mrs_aperture("1A").telescope(1.0, 2.0) == pytest.approx((v2 - 1.0, v3 + 2.0))


def test_channel_1_is_74_arcsec_from_an_imager_target():
    v2, v3 = primary_aperture("ALL").reference
    x, y = primary_aperture("IMAGER").reference
    assert (v2 - x, v3 - y) == pytest.approx((-49.99, 54.80), abs=0.01)
    assert math.hypot(v2 - x, v3 - y) == pytest.approx(74.18, abs=0.01)
