"""Fields of MIRI LRS observations as proposed."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.model import Observation
from aptcheck.model.templates.miri_lrs import LrsExposure, LrsTemplate
from aptcheck.modes.miri_lrs.fields import ALONG_SLIT_NOD, LARGEST_REACH, STEP, field_of
from tests.modes.pointed import assert_as_pointed, offset, placed


def observed(subarray: str = "FULL", **changes: object) -> Observation:
    template = LrsTemplate(subarray=subarray, exposures=(LrsExposure(index=1),))
    return Observation(number=7, lrs=template.changed(**changes))


@pytest.mark.parametrize(
    ("subarray", "name"),
    [
        ("FULL", "MIRIM_SLIT"),
        ("SLITLESSPRISM", "MIRIM_SLITLESSPRISM"),
        ("SLITLESSPRISM_IP", "MIRIM_SLITLESSPRISM_IP"),
        ("SLITLESSPRISM_IPS", "MIRIM_SLITLESSPRISM_IPS"),
    ],
)
def test_the_field_is_the_slit_or_the_slitless_subarray(subarray, name):
    (footprint,) = field_of(observed(subarray, dither_type="NONE")).footprints
    assert (footprint.band, footprint.pad) == ("P750L", 0.0)
    assert_as_pointed(footprint, primary=name)


@pytest.mark.parametrize("spelled", ["ALONG SLIT NOD", "ALONG-SLIT-NOD", "along_slit_nod"])
def test_nods_run_along_the_slit(spelled):
    first, second = field_of(observed(dither_type=spelled)).footprints
    assert_as_pointed(first, primary="MIRIM_SLIT", landed=(-0.93, 0.0))
    assert_as_pointed(second, primary="MIRIM_SLIT", landed=(0.93, 0.0))
    assert first.pad == second.pad == ALONG_SLIT_NOD.pad


@pytest.mark.parametrize("printed", [0.908, 0.9, 0.2 * 4.72, 1.9 / 2])
def test_the_nods_cover_every_published_value(printed):
    assert abs(printed - ALONG_SLIT_NOD.offsets[1][0]) <= ALONG_SLIT_NOD.pad


def test_nods_and_slit_reach_three_arcsec():
    assert field_of(observed(dither_type="ALONG SLIT NOD")).reach.farthest == pytest.approx(
        3.3, abs=0.1
    )


def test_nods_keep_the_middle_of_the_slit_on_the_sky():
    assert field_of(observed(dither_type="ALONG SLIT NOD")).reach.nearest == 0.0


@pytest.mark.parametrize(
    ("spectral", "spatial", "pad"),
    [
        (1, 1, 0.0),
        (1, 2, STEP),
        (2, 5, STEP * math.hypot(1, 2)),
        (30, 40, LARGEST_REACH),
        (None, 2, LARGEST_REACH),
        (2, None, LARGEST_REACH),
    ],
)
def test_a_mapping_is_padded_by_steps_as_long_as_the_slit(spectral, spatial, pad):
    mapped = observed(dither_type="MAPPING", spectral_steps=spectral, spatial_steps=spatial)
    assert field_of(mapped).pad_arcsec == pytest.approx(pad)


def test_an_unknown_pattern_gets_the_largest_pad():
    assert field_of(observed(dither_type="SHORT CROSS")).pad_arcsec == LARGEST_REACH


def test_without_the_slit_there_are_no_dithers():
    stale = observed("SLITLESSPRISM", dither_type="MAPPING", spectral_steps=9, spatial_steps=9)
    assert field_of(stale) == field_of(observed("SLITLESSPRISM", dither_type="NONE"))


@given(dither=st.text(), spectral=st.integers(1, 99), spatial=st.integers(1, 99))
def test_any_words_give_a_field_no_smaller_than_without_dithers(dither, spectral, spatial):
    swept = field_of(observed(dither_type=dither, spectral_steps=spectral, spatial_steps=spatial))
    assert swept.reach.farthest >= field_of(observed()).reach.farthest


def test_offset_and_mosaic_run_along_the_slit():
    (footprint,) = field_of(offset(observed(), 5.0, 0.0)).footprints
    assert_as_pointed(footprint, primary="MIRIM_SLIT", landed=(5.0, 0.0))
    tiled = field_of(placed(observed(), columns=3)).footprints
    assert math.dist(tiled[0].corners[0], tiled[2].corners[0]) == pytest.approx(9.4, abs=0.1)


@pytest.mark.parametrize("empty", [Observation(number=7), observed(exposures=())])
def test_without_spectra_there_is_no_field(empty):
    with pytest.raises(ValueError, match="observation 7 takes no LRS spectra: it has no field"):
        field_of(empty)
