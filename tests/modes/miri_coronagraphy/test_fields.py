"""Fields of MIRI coronagraphic observations as proposed."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.model import Acquisition, Observation
from aptcheck.model.templates.miri_coronagraphy import CoronagraphExposure, CoronagraphyTemplate
from aptcheck.modes.miri_coronagraphy.apertures import tile_pitch
from aptcheck.modes.miri_coronagraphy.fields import LARGEST_REACH, SMALL_GRID_REACH, field_of
from tests.modes.pointed import assert_as_pointed, offset, placed


def observed(name: str = "F1550C", **changes: Any) -> Observation:
    exposure = CoronagraphExposure(index=1, filter=name)
    template = CoronagraphyTemplate(exposures=(exposure,)).changed(**changes)
    return Observation(number=7, coronagraphy=template)


@pytest.mark.parametrize(
    ("name", "mask"),
    [("F1065C", "1065"), ("F1140C", "1140"), ("F1550C", "1550"), ("F2300C", "LYOT")],
)
def test_the_field_is_the_lit_area_around_a_target_behind_the_mask(name, mask):
    (footprint,) = field_of(observed(name, dither="NONE")).footprints
    assert (footprint.band, footprint.pad) == (name, 0.0)
    assert_as_pointed(footprint, primary=f"MIRIM_MASK{mask}", seen=f"MIRIM_CORON{mask}")


def test_an_offset_moves_the_field_along_the_axes_of_the_mask():
    (footprint,) = field_of(offset(observed(), 3.0, -4.0)).footprints
    assert_as_pointed(
        footprint, primary="MIRIM_MASK1550", seen="MIRIM_CORON1550", landed=(3.0, -4.0)
    )


def test_a_star_that_is_repeated_ends_in_the_same_place():
    acquired: dict[str, Any] = {"acquisition": Acquisition(kind="same"), "quadrant": "1"}
    once = field_of(observed(**acquired, second_exposure=False))
    assert once == field_of(observed(**acquired, second_exposure=True))


def test_the_distance_between_the_quadrants_of_a_background_is_unknown():
    once = field_of(observed(background_quadrant="1", second_exposure=False))
    again = field_of(observed(background_quadrant="1", second_exposure=True))
    assert (once.pad_arcsec, again.pad_arcsec) == (0.0, LARGEST_REACH)
    assert again.about_target.reach == once.reach
    assert again.steady is None


@pytest.mark.parametrize(
    ("dither", "pad"),
    [
        (None, 0.0),
        ("NONE", 0.0),
        ("5-POINT-SMALL-GRID", SMALL_GRID_REACH),
        ("9-POINT-SMALL-GRID", SMALL_GRID_REACH),
        ("BACKGROUND", LARGEST_REACH),
        ("LFLAT_CORON1550", LARGEST_REACH),
    ],
)
def test_a_pattern_pads_by_what_is_known_of_it(dither, pad):
    assert field_of(observed(dither=dither)).pad_arcsec == pad


@given(st.text())
def test_any_words_give_a_field_no_smaller_than_without_dithers(dither):
    assert field_of(observed(dither=dither)).reach.farthest >= field_of(observed()).reach.farthest


def test_a_mosaic_is_laid_out_by_the_mask_and_sees_its_lit_part():
    tiled = field_of(placed(observed(), columns=2))
    (a, b) = (footprint.corners[0] for footprint in tiled.footprints)
    assert abs(a[0] - b[0]) == pytest.approx(31.7, abs=0.2)
    assert tiled.bands == ("F1550C",)
    (alone,) = field_of(observed()).footprints
    for footprint in tiled.footprints:
        assert footprint.area_arcsec2 == pytest.approx(alone.area_arcsec2, rel=1e-3)
    assert alone.area_arcsec2 < 0.9 * math.prod(tile_pitch(observed()))


@pytest.mark.parametrize(
    "empty", [Observation(number=7), observed().changed(coronagraphy=CoronagraphyTemplate())]
)
def test_without_coronagraphic_images_there_is_no_field(empty):
    with pytest.raises(ValueError, match="observation 7 takes no coronagraphic images"):
        field_of(empty)
