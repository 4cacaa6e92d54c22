"""The imager during MRS observations."""

from __future__ import annotations

import pytest

from aptcheck.modes.mrs.imaging import image_filters, overlapping, takes_images
from aptcheck.testing import exposure, mrs, other
from tests.reading import observations_of


def read(**fields):
    (observation,) = observations_of(mrs(1, **fields))
    return observation


def test_either_field_shows_that_images_are_taken():
    assert takes_images(read(imaging="F770W")) is True
    assert takes_images(read(detector="MRS", simultaneous="YES")) is True
    assert takes_images(read()) is False


def test_a_form_without_both_fields_does_not_say():
    (image,) = observations_of(other(1, "MiriImaging"))
    assert takes_images(image) is None
    bare = read(detector="", simultaneous="").mrs.model_copy(
        update={"detector": None, "simultaneous_imaging": None}
    )
    assert takes_images(read().model_copy(update={"mrs": bare})) is None


def test_filters_are_grouped_by_grating():
    rows = [exposure(g, imaging=f) for g, f in (("SHORT", "F770W"), ("ALL", "F1000W"))]
    assert image_filters(read(exposures=rows)) == {
        "SHORT": {"F770W", "F1000W"},
        "MEDIUM": {"F1000W"},
        "LONG": {"F1000W"},
    }


def test_a_filter_without_imaging_is_ignored():
    assert image_filters(read(imaging="F770W", detector="MRS", simultaneous="NO")) == {}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"imaging": "F1280W"}, {"F1280W"}),
        ({"imaging": "F2550W", "primary": "CHANNEL1"}, {"F2550W"}),
        ({"imaging": "F1130W"}, set()),
        ({"imaging": "F1280W", "primary": "CHANNEL4"}, set()),
        ({"imaging": "F1280W", "primary": "IMAGER"}, set()),
        ({"imaging": "F1280W", "dither": "None"}, set()),
        ({"imaging": "F1280W", "detector": "MRS", "simultaneous": "NO"}, set()),
    ],
)
def test_red_filters_overlap_where_the_exposure_is_dithered(fields, expected):
    assert overlapping(read(**fields)) == expected
