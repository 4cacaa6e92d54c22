"""The apertures of MIRI coronagraphy."""

from __future__ import annotations

import pytest

from aptcheck.model import Observation
from aptcheck.model.templates.miri_coronagraphy import CoronagraphExposure, CoronagraphyTemplate
from aptcheck.modes.miri_coronagraphy.apertures import aperture_of, lit, tile_pitch
from aptcheck.observatory.siaf import aperture
from tests.modes.pointed import holds


def observed(*filters: str | None) -> Observation:
    exposures = tuple(
        CoronagraphExposure(index=index, filter=name) for index, name in enumerate(filters, 1)
    )
    return Observation(number=7, coronagraphy=CoronagraphyTemplate(exposures=exposures))


@pytest.mark.parametrize(
    ("filters", "name"),
    [
        (["F1065C"], "MIRIM_MASK1065"),
        (["F1140C", "F1065C"], "MIRIM_MASK1140"),
        (["f1550c"], "MIRIM_MASK1550"),
        (["F2300C"], "MIRIM_MASKLYOT"),
        (["F770W"], "MIRIM_MASKLYOT"),
        ([None], "MIRIM_MASKLYOT"),
        ([], "MIRIM_MASKLYOT"),
    ],
)
def test_the_first_filter_names_the_mask_on_the_target(filters, name):
    assert aperture_of(observed(*filters)).name == name


def test_another_mode_gets_the_largest_aperture():
    assert aperture_of(Observation(number=7)).name == "MIRIM_MASKLYOT"


@pytest.mark.parametrize("mask", ["1065", "1140", "1550", "LYOT"])
def test_the_lit_part_of_a_mask_has_the_same_reference(mask):
    whole = aperture(f"MIRIM_MASK{mask}")
    assert lit(whole).name == f"MIRIM_CORON{mask}"
    assert lit(whole).reference == whole.reference
    assert lit(whole).v3_ideal_angle == whole.v3_ideal_angle


@pytest.mark.parametrize("mask", ["1065", "1140", "1550"])
def test_the_field_of_the_lyot_spot_contains_that_of_every_other_mask(mask):
    assert holds("MIRIM_CORONLYOT", f"MIRIM_CORON{mask}")


def test_tiles_are_as_large_as_the_mask():
    assert tile_pitch(observed("F1550C")) == pytest.approx((31.7, 24.9), abs=0.1)
