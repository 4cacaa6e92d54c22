"""Fields of NIRSpec Fixed Slits observations as proposed."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.geometry.mosaic import sides
from aptcheck.model import Observation
from aptcheck.model.templates.nirspec_fixed_slits import FixedSlitExposure, FixedSlitTemplate
from aptcheck.modes.nirspec_fixed_slits.apertures import aperture_of, slit_of, tile_pitch
from aptcheck.modes.nirspec_fixed_slits.fields import SUBPIXEL_REACH, field_of
from aptcheck.observatory.siaf import aperture
from tests.modes.pointed import assert_as_pointed, offset, placed

SLITS = ["S200A1", "S200A2", "S200B1", "S400A1", "S1600A1"]


def observed(slit: str | None = "S200A1", **changes: object) -> Observation:
    template = FixedSlitTemplate(
        slit=slit,
        primary_positions=1,
        exposures=(FixedSlitExposure(index=1, grating="G395M", filter="F290LP"),),
    )
    return Observation(number=7, fixed_slits=template.changed(**changes))


@pytest.mark.parametrize("slit", SLITS)
def test_the_field_is_the_slit_around_the_target(slit):
    (footprint,) = field_of(observed(slit)).footprints
    assert (footprint.band, footprint.pad) == ("G395M/F290LP", 0.0)
    assert_as_pointed(footprint, primary=f"NRS_{slit}_SLIT")


@pytest.mark.parametrize(
    ("text", "slit"),
    [("S200A1_S200A2", "S200A1"), ("s400a1", "S400A1"), ("S100A1", None), (None, None)],
)
def test_the_first_slit_named_is_on_the_target(text, slit):
    assert slit_of(observed(text)) == slit
    assert aperture_of(observed(text)).name == f"NRS_{slit or 'S200A1'}_SLIT"


def test_the_two_slits_used_together_have_the_same_field():
    one, other = (field_of(observed(slit)).footprints[0].corners for slit in SLITS[:2])
    assert max(math.dist(a, b) for a, b in zip(one, other, strict=True)) <= 0.03


@pytest.mark.parametrize("positions", [2, 5, None])
@pytest.mark.parametrize("slit", SLITS)
def test_nods_run_along_the_slit_no_farther_than_its_ends(slit, positions):
    ends = field_of(observed(slit, primary_positions=positions)).footprints
    half = sides(aperture(f"NRS_{slit}_SLIT"))[1][0] / 2
    assert [footprint.pad for footprint in ends] == [0.0] * 3
    for footprint, along in zip(ends, (-half, 0.0, half), strict=True):
        assert_as_pointed(footprint, primary=f"NRS_{slit}_SLIT", landed=(0.0, along))


@pytest.mark.parametrize("pattern", ["SPECTRAL", "SPATIAL", "BOTH"])
def test_a_subpixel_pattern_widens_the_field_by_a_pixel(pattern):
    (footprint,) = field_of(observed(subpixel_pattern=pattern)).footprints
    assert footprint.pad == SUBPIXEL_REACH
    assert_as_pointed(footprint, primary="NRS_S200A1_SLIT")


def test_the_five_nods_of_the_wide_slit_are_between_the_ends():
    wide = sides(aperture("NRS_S1600A1_SLIT"))[1][0]
    assert wide / 2 > 2 * 0.2571


@given(positions=st.none() | st.integers(1, 9), subpixel=st.none() | st.text())
def test_any_pattern_gives_a_field_no_smaller_than_without(positions, subpixel):
    swept = field_of(observed(primary_positions=positions, subpixel_pattern=subpixel))
    assert swept.reach.farthest >= field_of(observed()).reach.farthest


def test_offset_and_mosaic_run_along_the_slit():
    (footprint,) = field_of(offset(observed(), 0.0, 4.0)).footprints
    assert_as_pointed(footprint, primary="NRS_S200A1_SLIT", landed=(0.0, 4.0))
    first, second = field_of(placed(observed(), rows=2)).footprints
    assert math.dist(first.corners[0], second.corners[0]) == pytest.approx(3.28, abs=0.01)
    assert tile_pitch(observed()) == pytest.approx((0.19, 3.28), abs=0.01)


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (Observation(number=7), "takes no spectra in NIRSpec's fixed slits: it has no field"),
        (observed(exposures=()), "takes no spectra in NIRSpec's fixed slits: it has no field"),
        (observed("S100A1"), "the slit of observation 7 is not known"),
        (observed(None), "the slit of observation 7 is not known"),
    ],
)
def test_without_a_computable_field_the_reason_is_given(broken, says):
    with pytest.raises(ValueError, match=says):
        field_of(broken)
