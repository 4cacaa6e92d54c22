"""Fields of MRS observations as proposed."""

from __future__ import annotations

from typing import Any

import pytest

from aptcheck import testing
from aptcheck.model import Mosaic, Observation
from aptcheck.modes.mrs.dither_offsets import NO_DITHER, dither
from aptcheck.modes.mrs.fields import field, field_of
from aptcheck.modes.mrs.settings import BANDS
from tests.reading import observations_of

POINT = testing.dither("4-Point", "POINT SOURCE", "POSITIVE")


def observed(*gratings: str, **changes: Any) -> Observation:
    """Return an observation with a point-source dither, as read."""
    built = testing.mrs(7, **{"gratings": gratings, "dithers": [POINT], **changes})
    return observations_of(built)[0]


def test_gratings_are_bands_of_all_four_channels():
    assert field_of(observed("SHORT")).bands == ("1A", "2A", "3A", "4A")
    assert field_of(observed("SHORT", "LONG")).bands == (
        "1A", "1C", "2A", "2C", "3A", "3C", "4A", "4C",
    )  # fmt: skip


def test_the_dither_pattern_is_the_one_the_exposure_names():
    pattern = dither("POINT SOURCE", points=4, direction="POSITIVE", primary_channel="CHANNEL2")
    ours = field_of(observed("SHORT", "MEDIUM", "LONG", primary="CHANNEL2"))
    expected = field([(BANDS, pattern)], primary_channel="CHANNEL2")
    assert {f.corners for f in ours.footprints} == {f.corners for f in expected.footprints}


def test_no_dither_is_one_position():
    swept = field_of(observed("SHORT", dither="None"))
    assert [f.dither for f in swept.footprints] == [1, 1, 1, 1]
    assert swept.pad_arcsec == 0


def test_an_exposure_of_unknown_wavelength_counts_for_all_bands():
    assert field_of(observed("RED")).bands == tuple(sorted(BANDS))


def test_an_unknown_dither_is_padded():
    swept = field_of(observed("SHORT", dither="Dither 4"))
    assert swept.pad_arcsec > 2


def test_mosaic_and_offset_move_the_field():
    moved = observed(
        "SHORT",
        dither="None",
        tiles=testing.mosaic(2, 3),
        special=[testing.offset(-50, -55)],
    )
    swept = field_of(moved)
    assert len(swept.footprints) == 24
    assert max(f.tile for f in swept.footprints) == 6
    assert 60 < swept.reach.nearest < 70


def test_an_offset_of_the_imager_distance_is_the_field_of_an_imager_target():
    beside = [testing.offset(-49.99231, -54.803949)]
    ours = field_of(observed("SHORT", dither="None", special=beside))
    imager = field([(["1A", "2A", "3A", "4A"], NO_DITHER)], primary_channel="IMAGER")
    for one, other in zip(ours.footprints, imager.footprints, strict=True):
        assert [c for xy in one.corners for c in xy] == pytest.approx(
            [c for xy in other.corners for c in xy], abs=1e-3
        )


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (observations_of(testing.other(7))[0], "no MRS spectra"),
        (observed(), "no MRS spectra"),
        # no file gets so many tiles past the reader
        (
            observed("SHORT").model_copy(update={"mosaic": Mosaic(rows=10**6)}),
            "not possible in APT",
        ),
        (observed("SHORT", tiles=testing.mosaic(50, 50)), "has 2500 tiles"),
        (observed("SHORT", tiles=testing.mosaic(25, 26)), "at most 625"),
        (observed("SHORT", special=[testing.nest("FiducialPointOverride")]), "another aperture"),
    ],
)
def test_without_a_computable_field_the_reason_is_given(broken, says):
    with pytest.raises(ValueError, match=says):
        field_of(broken)
