"""Fields of observations as a proposal describes them."""

from __future__ import annotations

import pytest

from aptcheck.model.observation import Mosaic, Observation
from aptcheck.model.requirements import Offset, Requirements
from aptcheck.model.templates.mrs import DitherPattern, MrsExposure, MrsTemplate
from aptcheck.modes.mrs.dithers import NO_DITHER, dither
from aptcheck.modes.mrs.fields import field, field_of
from aptcheck.modes.mrs.settings import BANDS

POINT = DitherPattern(
    index=1, dither_type="4-Point", optimized_for="POINT SOURCE", direction="POSITIVE"
)


def observation(*exposures: MrsExposure, primary="ALL", dithers=(POINT,), **more) -> Observation:
    mrs = MrsTemplate(primary_channel=primary, dithers=dithers, exposures=exposures)
    return Observation(number=7, mrs=mrs, **more)


def exposure(*gratings: str, dither_index: int | None = 1, text: str = "Dither 1") -> MrsExposure:
    return MrsExposure(index=1, gratings=gratings, dither=dither_index, dither_text=text)


def test_gratings_are_bands_of_all_four_channels():
    assert field_of(observation(exposure("SHORT"))).bands == ("1A", "2A", "3A", "4A")
    assert field_of(observation(exposure("SHORT"), exposure("LONG"))).bands == (
        "1A", "1C", "2A", "2C", "3A", "3C", "4A", "4C",
    )  # fmt: skip


def test_the_dither_pattern_is_the_one_the_exposure_names():
    pattern = dither("POINT SOURCE", points=4, direction="POSITIVE", primary_channel="CHANNEL2")
    ours = field_of(observation(exposure("SHORT", "MEDIUM", "LONG"), primary="CHANNEL2"))
    expected = field([(BANDS, pattern)], primary_channel="CHANNEL2")
    assert {f.corners for f in ours.footprints} == {f.corners for f in expected.footprints}


def test_no_dither_is_one_position():
    swept = field_of(observation(exposure("SHORT", dither_index=None, text="None")))
    assert [f.dither for f in swept.footprints] == [1, 1, 1, 1]
    assert swept.pad_arcsec == 0


def test_an_exposure_of_unknown_wavelength_stands_for_all_bands():
    assert field_of(observation(exposure())).bands == tuple(sorted(BANDS))


def test_a_dither_that_names_no_pattern_is_padded():
    swept = field_of(observation(exposure("SHORT", dither_index=4, text="Dither 4")))
    assert swept.pad_arcsec > 2


def test_mosaic_and_offset_move_the_field():
    moved = observation(
        exposure("SHORT", dither_index=None, text="None"),
        mosaic=Mosaic(rows=2, columns=3, row_overlap_percent=10, column_overlap_percent=10),
        requirements=Requirements(offset=Offset(x_arcsec=-50, y_arcsec=-55)),
    )
    swept = field_of(moved)
    assert len(swept.footprints) == 24
    assert max(f.tile for f in swept.footprints) == 6
    assert 60 < swept.reach.nearest < 70


def test_an_offset_of_the_imager_distance_is_the_field_of_an_imager_target():
    offset = Requirements(offset=Offset(x_arcsec=-49.99231, y_arcsec=-54.803949))
    quiet = exposure("SHORT", dither_index=None, text="None")
    ours = field_of(observation(quiet, requirements=offset))
    imager = field([(["1A", "2A", "3A", "4A"], NO_DITHER)], primary_channel="IMAGER")
    for one, other in zip(ours.footprints, imager.footprints, strict=True):
        assert [c for xy in one.corners for c in xy] == pytest.approx(
            [c for xy in other.corners for c in xy], abs=1e-3
        )


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (Observation(number=7), "no MRS spectra"),
        (observation(), "no MRS spectra"),
        (observation(exposure("SHORT"), mosaic=Mosaic(rows=10**6)), "not one APT makes"),
        (observation(exposure("SHORT"), mosaic=Mosaic(rows=50, columns=50)), "has 2500 tiles"),
        (observation(exposure("SHORT"), mosaic=Mosaic(rows=25, columns=26)), "more than 625"),
        (
            observation(
                exposure("SHORT"), requirements=Requirements(names=("FiducialPointOverride",))
            ),
            "another aperture",
        ),
    ],
)
def test_what_has_no_computable_field_says_so(broken, says):
    with pytest.raises(ValueError, match=says):
        field_of(broken)
