"""The light of a star over a rectangle beside it, against grid sums and the MRS table."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aptcheck.modes.mrs.apertures import mrs_aperture
from aptcheck.modes.mrs.band_limits import band_limit
from aptcheck.modes.mrs.settings import BANDS
from aptcheck.modes.wing_curve import WingCurve, over_rectangle
from aptcheck.observatory.bands import bands_of_other_modes
from aptcheck.observatory.wings import mrs_field_means, mrs_wings, scattered, wings_of

OTHERS = sorted(bands_of_other_modes())
#: Slits of NIRSpec and of the LRS, the IFU, a coronagraph and the imager, arcsec.
FIELDS = [(0.19, 3.3), (4.72, 0.51), (3.1, 3.2), (24.0, 24.2), (73.6, 113.0)]
side = st.floats(0.1, 60.0)


def box_of(band):
    """Return width and height of an MRS field."""
    a, b, c, d = mrs_aperture(band).corners
    return (math.dist(a, b) + math.dist(c, d)) / 2, (math.dist(b, c) + math.dist(d, a)) / 2


@pytest.mark.parametrize("band", BANDS)
def test_it_agrees_with_the_mrs_table_summed_over_the_true_fields(band):
    ours = over_rectangle(mrs_wings()[band], *box_of(band))
    assert ours == pytest.approx(mrs_field_means()[band], rel=0.04)


def summed(wings, along, deep, distance, step=0.01):
    """Return the mean over a grid of points of a rectangle at a distance from a source of 1."""
    x = np.arange(distance + step / 2, distance + deep, step)
    y = np.arange(-along / 2 + step / 2, along / 2, step)
    radius = np.hypot(*np.meshgrid(x, y))
    known, light = np.array(wings.radius_arcsec[1:]), np.array(wings.brightness[1:])
    log = np.interp(np.log(np.maximum(radius, known[0])), np.log(known), np.log(light))
    far = np.minimum(1.0, (known[-1] / np.maximum(radius, known[-1])) ** 3)
    return float(np.mean(np.exp(log) * far))


@pytest.mark.parametrize("band", ["G140/F070LP", "G395/F290LP", "P750L"])
@pytest.mark.parametrize(("width", "height"), FIELDS[:3])
@pytest.mark.parametrize("distance", [0.1, 0.5, 2.0, 10.0, 120.0])
def test_a_slit_collects_as_much_as_the_sum_over_a_grid(band, width, height, distance):
    wings = wings_of(band)
    at = wings.radius_arcsec.index(distance)
    expected = max(
        summed(wings, along, deep, distance) for along, deep in ((width, height), (height, width))
    )
    assert over_rectangle(wings, width, height)[at] == pytest.approx(expected, rel=0.01)


@pytest.mark.parametrize("band", OTHERS)
@pytest.mark.parametrize(("width", "height"), FIELDS)
def test_light_falls_with_distance_and_never_ends(band, width, height):
    means = over_rectangle(wings_of(band), width, height)
    assert all(np.diff(means) <= 0)
    assert 0 < means[-1] < means[0]
    # a field that begins at the star collects at most half of its light
    assert means[0] * width * height <= 0.51


@settings(deadline=None, max_examples=40)
@given(band=st.sampled_from(OTHERS), width=side, height=side)
def test_a_rectangle_may_lie_on_its_side(band, width, height):
    wings = wings_of(band)
    assert over_rectangle(wings, width, height) == over_rectangle(wings, height, width)


@settings(deadline=None, max_examples=40)
@given(
    width=side,
    height=side,
    flux=st.floats(1.0, 1e12),
    borne=st.floats(1e-3, 1e6),
    distance=st.floats(0.0, 600.0),
)
def test_nearer_than_the_radius_a_star_is_too_bright_and_beyond_it_is_not(
    width, height, flux, borne, distance
):
    wings = wings_of("F1140C")
    curve = WingCurve(
        wings=wings, field_mean=over_rectangle(wings, width, height), scattered=scattered(11.3)
    )
    (radius,) = curve.radius_arcsec([flux], borne)
    light = curve.brightness(flux, distance)
    if np.isnan(radius):
        assert light < borne * 1.000001
    elif distance < radius - 1e-6:
        assert light >= borne * 0.999999
    elif distance > radius + 1e-6:
        assert light <= borne * 1.000001 or radius == 600.0


def test_an_unknown_star_spoils_nothing():
    curve = band_limit("2A", None).wings()
    assert np.isnan(curve.radius_arcsec([np.nan, 0.0], 1.0)).all()


def test_a_detector_that_scatters_adds_a_tenth_everywhere():
    limit = band_limit("2A", None)
    curve = limit.wings()
    assert curve.scattered == 0.1
    assert curve.brightness(1.0, 10.0) == pytest.approx(
        1.1 * mrs_field_means()["2A"][mrs_wings()["2A"].radius_arcsec.index(10.0)]
    )


def test_spikes_are_brighter_than_the_mean():
    for band in OTHERS:
        wings = wings_of(band)
        curve = WingCurve(wings=wings, field_mean=wings.brightness, scattered=0.0)
        assert all(curve.spike_factor(distance) >= 0.999 for distance in wings.radius_arcsec)
        assert curve.spike_factor(20.0) > 1.5
