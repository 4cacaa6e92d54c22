"""The aperture of the MIRI LRS."""

from __future__ import annotations

import pytest

from aptcheck.model import Observation
from aptcheck.model.templates.miri_lrs import LrsTemplate
from aptcheck.modes.miri_lrs.apertures import aperture_of, tile_pitch


def observed(subarray: str | None) -> Observation:
    return Observation(number=7, lrs=LrsTemplate(subarray=subarray))


@pytest.mark.parametrize(
    ("subarray", "name"),
    [
        ("FULL", "MIRIM_SLIT"),
        ("SUBSLIT", "MIRIM_SLIT"),
        (None, "MIRIM_SLIT"),
        ("SLITLESSPRISM", "MIRIM_SLITLESSPRISM"),
        ("SLITLESSPRISM_IP", "MIRIM_SLITLESSPRISM_IP"),
        ("SLITLESSPRISM_IPS", "MIRIM_SLITLESSPRISM_IPS"),
        ("SLITLESSUPPER", "MIRIM_SLITLESSPRISM"),
    ],
)
def test_the_subarray_decides_whether_the_slit_is_on_the_target(subarray, name):
    assert aperture_of(observed(subarray)).name == name


def test_another_mode_gets_the_slit():
    assert aperture_of(Observation(number=7)).name == "MIRIM_SLIT"


def test_tiles_are_as_large_as_the_slit():
    assert tile_pitch(observed("FULL")) == pytest.approx((4.72, 0.51), abs=0.01)
    assert tile_pitch(observed("SLITLESSPRISM")) == pytest.approx((7.9, 46.0), abs=0.1)
