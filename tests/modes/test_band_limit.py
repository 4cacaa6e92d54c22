"""The flux above which a source matters in a band, in any mode."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.modes.band_limit import BandLimit, Sensitivity
from aptcheck.modes.mrs.band_limits import band_limit

KNOWN = Sensitivity(ujy=80.0, seconds=1000.0, assumed=False, worst_ujy=200.0, worst_um=8.8)
#: A field of 4 square arcsec of 500 microjansky each, and a star that is 0.4 arcsec wide.
DEEP = replace(
    band_limit("2A", None),
    sensitivity=KNOWN,
    fwhm_arcsec=0.4,
    area_arcsec2=4.0,
    sky_ujy=2000.0,
    is_dark=False,
)
BARE = replace(DEEP, sensitivity=None)
CORE = 500.0 * math.pi * 0.2**2

positive = st.floats(1e-3, 1e6)
shares = st.floats(0.001, 10.0)


@st.composite
def limits(draw):
    known = st.builds(
        Sensitivity,
        ujy=positive,
        seconds=positive,
        assumed=st.booleans(),
        worst_ujy=positive,
        worst_um=positive,
    )
    return BandLimit(
        band="F",
        wavelength_um=5.0,
        fwhm_arcsec=draw(st.floats(0.05, 2.0)),
        area_arcsec2=draw(st.floats(5.0, 1e4)),
        sky_ujy=draw(positive),
        wings=DEEP.wings,
        has_sources=draw(st.booleans()),
        is_dark=draw(st.booleans()),
        sensitivity=draw(st.none() | known),
    )


def test_light_of_blank_sky_is_given_for_an_area_and_a_disc():
    assert DEEP.sky_brightness == 500.0
    assert DEEP.core_arcsec2 == pytest.approx(math.pi * 0.04)
    assert DEEP.core_ujy == pytest.approx(CORE)


@pytest.mark.parametrize(
    ("limit", "pixel", "matters", "spoils"),
    [
        (DEEP, False, 8.0, 200.0),
        (DEEP, True, 8.0, 80.0),
        (replace(DEEP, sky_ujy=400.0), True, 8.0, 40.0),
        (replace(DEEP, is_dark=True), False, 8.0, math.inf),
        (replace(DEEP, is_dark=True), True, 8.0, 80.0),
        (BARE, False, 200.0, 200.0),
        (BARE, True, CORE / 10, CORE),
        (replace(BARE, has_sources=True), True, 200.0, 200.0),
        (replace(BARE, has_sources=True), False, 200.0, 200.0),
    ],
)
def test_the_fluxes_above_which_a_source_matters_and_is_unacceptable(limit, pixel, matters, spoils):
    assert limit.levels(pixel=pixel, sky_fraction=0.1) == pytest.approx((matters, spoils))


def test_a_field_hardly_wider_than_a_star_is_spoiled_by_a_share_of_its_own_light():
    slit = replace(BARE, fwhm_arcsec=2.0)
    assert slit.levels(pixel=True, sky_fraction=0.1) == pytest.approx((50.0 * math.pi, 200.0))


@pytest.mark.parametrize(
    ("limit", "pixel", "measure"),
    [
        (DEEP, False, "noise"),
        (DEEP, True, "noise"),
        (replace(DEEP, has_sources=True), True, "noise"),
        (BARE, False, "field"),
        (BARE, True, "core"),
        (replace(BARE, has_sources=True), False, "field"),
        (replace(BARE, has_sources=True), True, "field"),
    ],
)
def test_what_a_source_is_compared_with(limit, pixel, measure):
    assert limit.measure(pixel=pixel) == measure


def test_wings_are_accepted_up_to_a_share_of_blank_sky_or_of_the_limit_in_a_disc():
    assert BARE.wings_borne(sky_fraction=0.1, limit_fraction=1e9) == 50.0
    assert DEEP.wings_borne(sky_fraction=0.1, limit_fraction=0.005) == 50.0
    dark = replace(DEEP, sky_ujy=1.0)
    expected = 0.005 * 80.0 / (math.pi * 0.04)
    assert dark.wings_borne(sky_fraction=0.1, limit_fraction=0.005) == pytest.approx(expected)


@given(limit=limits(), pixel=st.booleans(), share=shares)
def test_a_larger_share_of_blank_sky_accepts_more(limit, pixel, share):
    levels = limit.levels(pixel=pixel, sky_fraction=share)
    assert all(level > 0 for level in levels)
    more = limit.levels(pixel=pixel, sky_fraction=2 * share)
    assert all(ours <= theirs for ours, theirs in zip(levels, more, strict=True))


@given(limit=limits(), share=shares)
def test_pixel_by_pixel_accepts_no_more(limit, share):
    master, pixel = (limit.levels(pixel=one, sky_fraction=share) for one in (False, True))
    assert pixel[1] <= master[1]


@given(limit=limits(), pixel=st.booleans())
def test_only_a_field_that_may_be_empty_is_compared_with_a_disc(limit, pixel):
    if limit.has_sources or limit.sensitivity is not None or not pixel:
        assert limit.measure(pixel=pixel) != "core"
    else:
        assert limit.measure(pixel=pixel) == "core"
