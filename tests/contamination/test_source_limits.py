"""How near a background points to its source to be on it, by the fields of the modes."""

from __future__ import annotations

import pytest

from aptcheck.contamination.source_limits import source_limits
from aptcheck.testing import (
    coronagraph,
    fixed_slits,
    ifu,
    image,
    image_dither,
    lrs,
    mosaic,
    mrs,
    offset,
    other,
)
from tests.reading import model_of
from tests.rules.other_modes import pair_of

UNDITHERED = {"dithers": None, "dither": "None"}
ONE_POSITION = {"positions": "NONE", "subpixel": "NONE"}


def limits(build, **sky):
    document = pair_of(build, sky=sky)
    (background,) = [one for one in model_of(document).observations if one.number == 2]
    return source_limits(background)


@pytest.mark.parametrize(
    ("build", "sky", "sure", "perhaps"),
    [
        (mrs, {}, 6.0, 9.0),
        # half the shorter side of the field about its reference
        (image, UNDITHERED, 36.8, 36.8),
        (image, {**UNDITHERED, "subarray": "SUB256"}, 14.0, 14.0),
        (coronagraph, {"dither": "NONE", "filters": ["F1140C"]}, 11.8, 11.8),
        (coronagraph, {"dither": "NONE", "filters": ["F2300C"]}, 14.6, 14.6),
        (ifu, {"dither": "NONE"}, 1.5, 1.5),
        # less what a pattern may reach: 2.2 arcsec, 30, 0.71 and 20
        (image, {"dithers": [image_dither("2-Point", size="DEFAULT")]}, 34.6, 36.8),
        (image, {}, 6.8, 36.8),
        (ifu, {}, 0.8, 1.5),
        (coronagraph, {"background_quadrant": "1"}, 0.1, 11.8),
        # half the width of a slit, and the light of a star beside it
        (lrs, {"dither": "NONE"}, 0.26, 1.0),
        (lrs, {}, 0.21, 1.0),
        (fixed_slits, ONE_POSITION, 0.1, 1.0),
        (fixed_slits, {**ONE_POSITION, "slit": "S400A1"}, 0.2, 1.0),
        (fixed_slits, {"slit": "S400A1"}, 0.1, 1.0),
    ],
)
def test_the_field_decides_how_near_is_on_the_source(build, sky, sure, perhaps):
    assert limits(build, **sky) == pytest.approx((sure, perhaps), abs=0.06)


def test_neither_an_offset_nor_a_mosaic_plays_a_part():
    for build in (image, ifu, lrs):
        moved = limits(build, special=[offset(20, 10)], tiles=mosaic(3, 3, row_overlap=10))
        assert moved == pytest.approx(limits(build))


@pytest.mark.parametrize(
    ("build", "sky"),
    [
        (fixed_slits, {"slit": "S900"}),
        (image, {"exposures": []}),
        (ifu, {"special": ["<FiducialPointOverride>NRS_FULL_MSA1</FiducialPointOverride>"]}),
    ],
)
def test_nothing_is_near_a_field_that_is_not_known(build, sky):
    assert limits(build, **sky) == (0.0, 0.0)


def test_another_template_has_no_field():
    (elsewhere,) = model_of(
        pair_of(image, more_observations=[other(9, "NircamImaging")])
    ).observations[2:]
    assert source_limits(elsewhere) == (0.0, 0.0)
