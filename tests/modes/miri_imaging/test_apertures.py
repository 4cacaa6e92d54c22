"""The apertures of MIRI imaging."""

from __future__ import annotations

import pytest

from aptcheck.model import Observation
from aptcheck.model.templates.miri_imaging import ImagingTemplate
from aptcheck.modes.miri_imaging.apertures import aperture_of, tile_pitch
from tests.modes.pointed import holds


def observed(subarray: str | None) -> Observation:
    return Observation(number=7, imaging=ImagingTemplate(subarray=subarray))


@pytest.mark.parametrize(
    ("subarray", "name"),
    [
        ("FULL", "MIRIM_ILLUM"),
        ("BRIGHTSKY", "MIRIM_BRIGHTSKY"),
        ("SUB256", "MIRIM_SUB256"),
        ("SUB128", "MIRIM_SUB128"),
        (" sub64 ", "MIRIM_SUB64"),
        ("SUB32", "MIRIM_ILLUM"),
        (None, "MIRIM_ILLUM"),
    ],
)
def test_the_subarray_names_the_aperture_on_the_target(subarray, name):
    assert aperture_of(observed(subarray)).name == name


def test_another_mode_gets_the_full_aperture():
    assert aperture_of(Observation(number=7)).name == "MIRIM_ILLUM"


@pytest.mark.parametrize("name", ["BRIGHTSKY", "SUB256", "SUB128", "SUB64"])
def test_the_full_imager_contains_the_field_of_every_subarray(name):
    assert holds("MIRIM_ILLUM", f"MIRIM_{name}")
    assert not holds(f"MIRIM_{name}", "MIRIM_ILLUM")


def test_tiles_are_as_large_as_the_lit_part_of_the_imager():
    assert tile_pitch(observed("FULL")) == pytest.approx((73.6, 113.0), abs=0.1)
    assert tile_pitch(observed("SUB256")) == pytest.approx((28.4, 28.1), abs=0.1)
