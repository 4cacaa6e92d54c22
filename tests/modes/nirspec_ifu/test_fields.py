"""Fields of NIRSpec IFU observations as proposed."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.model import Observation
from aptcheck.model.templates.nirspec_ifu import IfuExposure, IfuTemplate
from aptcheck.modes.nirspec_ifu.apertures import aperture_of, tile_pitch
from aptcheck.modes.nirspec_ifu.fields import CYCLING_REACH, FOUR_POINT_NOD, field_of
from aptcheck.modes.single_field import farthest_corner
from aptcheck.observatory.siaf import aperture
from tests.modes.pointed import assert_as_pointed, offset, placed

WHOLE = farthest_corner(aperture("NRS_FULL_IFU"))


def observed(*dithered: bool | None, **changes: object) -> Observation:
    exposures = tuple(
        IfuExposure(index=index, grating="G235H", filter="F170LP", dithered=box)
        for index, box in enumerate(dithered or (True,), 1)
    )
    template = IfuTemplate(exposures=exposures).changed(**changes)
    return Observation(number=7, ifu=template)


def test_the_aperture_is_the_same_for_all():
    assert aperture_of(observed()).name == aperture_of(Observation(number=7)).name == "NRS_FULL_IFU"
    assert tile_pitch(observed()) == pytest.approx((3.10, 3.20), abs=0.01)


def test_without_dithers_the_field_is_the_ifu_around_the_target():
    (footprint,) = field_of(observed(dither_type="NONE")).footprints
    assert (footprint.band, footprint.pad) == ("G235H/F170LP", 0.0)
    assert_as_pointed(footprint, primary="NRS_FULL_IFU")


def test_the_four_nods_are_as_apt_prints_them():
    footprints = field_of(observed(dither_type="4-POINT-NOD")).footprints
    for footprint, landed in zip(footprints, FOUR_POINT_NOD.offsets, strict=True):
        assert_as_pointed(footprint, primary="NRS_FULL_IFU", landed=landed)
        assert footprint.pad == 0.1


def test_all_nods_keep_the_target_in_the_field():
    swept = field_of(observed(dither_type="4-POINT-NOD"))
    assert swept.reach.nearest == 0.0
    assert swept.reach.farthest == pytest.approx(WHOLE + 1.1, abs=0.2)


@pytest.mark.parametrize(
    ("dither", "size", "pad"),
    [
        ("CYCLING", "SMALL", CYCLING_REACH["SMALL"]),
        ("CYCLING", "MEDIUM", CYCLING_REACH["MEDIUM"]),
        ("SPARSE-CYCLING", "LARGE", CYCLING_REACH["LARGE"]),
        ("CYCLING", None, WHOLE),
        ("4-POINT-DITHER", None, math.hypot(0.725, 0.875) + 0.1),
        ("2-POINT-NOD", None, WHOLE),
        ("SPIRAL", "SMALL", WHOLE),
    ],
)
def test_a_pattern_pads_by_what_is_known_of_it(dither, size, pad):
    swept = field_of(observed(dither_type=dither, dither_size=size))
    assert swept.pad_arcsec == pytest.approx(pad)


@pytest.mark.parametrize("box", [True, None])
def test_an_exposure_is_dithered_unless_it_says_that_it_is_not(box):
    assert field_of(observed(box, dither_type="SPIRAL")).pad_arcsec == pytest.approx(WHOLE)
    assert field_of(observed(False, dither_type="SPIRAL")).pad_arcsec == 0.0


def test_an_exposure_without_dither_adds_the_middle_to_the_nods():
    assert len(field_of(observed(True, False, dither_type="4-POINT-NOD")).footprints) == 5


@given(dither=st.text(), size=st.text())
def test_any_words_give_a_field_no_smaller_than_without_dithers(dither, size):
    swept = field_of(observed(dither_type=dither, dither_size=size))
    assert swept.reach.farthest >= field_of(observed()).reach.farthest


def test_offset_and_mosaic_run_along_the_axes_of_the_ifu():
    (footprint,) = field_of(offset(observed(), -2.0, 7.0)).footprints
    assert_as_pointed(footprint, primary="NRS_FULL_IFU", landed=(-2.0, 7.0))
    first, second = field_of(placed(observed(), columns=2, column_overlap_percent=10)).footprints
    assert math.dist(first.corners[0], second.corners[0]) == pytest.approx(0.9 * 3.10, abs=0.01)


@pytest.mark.parametrize("empty", [Observation(number=7), observed(exposures=())])
def test_without_spectra_there_is_no_field(empty):
    with pytest.raises(ValueError, match="observation 7 takes no NIRSpec IFU spectra"):
        field_of(empty)
