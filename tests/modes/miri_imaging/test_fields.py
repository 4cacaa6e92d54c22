"""Fields of MIRI imaging observations as proposed."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.model import Observation
from aptcheck.model.templates.miri_imaging import ImagerDither, ImagerExposure, ImagingTemplate
from aptcheck.modes.miri_imaging.fields import LARGEST_REACH, TWO_POINT_REACH, field_of
from tests.modes.pointed import assert_as_pointed, offset, placed

#: Where targets fall in APT's pointing reports, Ideal x and y in arcsec: the farthest points of
#: 2-Point (1194), of 4-Point-Sets from set 1 and from set 6 (mirage, 1193), CYCLING and REULEAUX.
SEEN = [
    ("2-Point", "DEFAULT", (-1.384, 1.620)),
    ("4-Point-Sets", "DEFAULT", (2.983, -21.460)),
    ("4-Point-Sets", "DEFAULT", (6.972, 10.358)),
    ("CYCLING", "DEFAULT", (2.620, 9.272)),
    ("REULEAUX", "DEFAULT", (3.771, -5.358)),
    ("3-POINT-MIRI-F770W-WITH-NIRISS", "DEFAULT", (0.697, -0.623)),
]


def observed(*patterns: ImagerDither, named: tuple[str, ...] = ("Dither 1",)) -> Observation:
    """Return an observation with an exposure for each pattern named."""
    exposures = tuple(
        ImagerExposure(
            index=index,
            filter="F770W",
            dither_text=text,
            dither=int(text[7:]) if text.startswith("Dither ") else None,
        )
        for index, text in enumerate(named, start=1)
    )
    return Observation(
        number=7,
        imaging=ImagingTemplate(subarray="FULL", dithers=patterns, exposures=exposures),
    )


def pattern(kind: str | None, size: str | None = "DEFAULT") -> ImagerDither:
    return ImagerDither(index=1, dither_type=kind, pattern_size=size)


def test_without_dithers_the_field_is_the_lit_area_around_the_target():
    (footprint,) = field_of(observed(named=("None", "None"))).footprints
    assert (footprint.band, footprint.pad) == ("F770W", 0.0)
    assert_as_pointed(footprint, primary="MIRIM_ILLUM")


def test_an_offset_moves_the_field_along_the_axes_of_the_imager():
    (footprint,) = field_of(offset(observed(named=("None",)), 20.0, -30.0)).footprints
    assert_as_pointed(footprint, primary="MIRIM_ILLUM", landed=(20.0, -30.0))


@pytest.mark.parametrize(("kind", "size", "landed"), SEEN)
def test_the_pad_covers_every_point_that_apt_printed(kind, size, landed):
    assert field_of(observed(pattern(kind, size))).pad_arcsec > math.hypot(*landed)


@pytest.mark.parametrize(
    ("kind", "size", "pad"),
    [
        ("2-Point", "DEFAULT", TWO_POINT_REACH),
        ("2-Point", "SMALL", TWO_POINT_REACH),
        ("2-Point", None, TWO_POINT_REACH),
        ("2-Point", "LARGE", LARGEST_REACH),
        ("4-Point-Sets", "SMALL", LARGEST_REACH),
        ("SPIRAL", None, LARGEST_REACH),
        (None, None, LARGEST_REACH),
    ],
)
def test_only_patterns_with_known_points_have_a_smaller_pad(kind, size, pad):
    assert field_of(observed(pattern(kind, size))).pad_arcsec == pad


def test_the_worst_known_exposure_gives_the_field():
    mixed = observed(pattern("2-Point"), named=("None", "Dither 1", "Dither 4"))
    (footprint,) = field_of(mixed).footprints
    assert footprint.pad == LARGEST_REACH


@given(kind=st.text(), size=st.text(), text=st.text())
def test_any_words_give_a_field_no_smaller_than_without_dithers(kind, size, text):
    swept = field_of(observed(pattern(kind, size), named=("Dither 1", text)))
    assert swept.reach.farthest >= field_of(observed(named=("None",))).reach.farthest


def test_a_mosaic_of_images_is_as_large_as_its_tiles():
    tiled = field_of(placed(observed(named=("None",)), rows=1, columns=3))
    assert [footprint.tile for footprint in tiled.footprints] == [1, 2, 3]
    assert tiled.reach.farthest == pytest.approx(math.hypot(1.5 * 73.6, 56.5), abs=1.0)


@pytest.mark.parametrize("empty", [Observation(number=7), observed(named=())])
def test_without_images_there_is_no_field(empty):
    with pytest.raises(ValueError, match="observation 7 takes no MIRI images: it has no field"):
        field_of(empty)
