"""Fields with one aperture, in any mode."""

from __future__ import annotations

import cmath
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.geometry.footprint import Dither
from aptcheck.model import Mosaic, Observation
from aptcheck.model.requirements import Offset, Requirements
from aptcheck.modes.single_field import (
    NO_DITHER,
    demand_own_aperture,
    farthest_corner,
    field_about,
    pitch_of,
    within,
)
from aptcheck.observatory.siaf import aperture
from tests.modes.pointed import assert_as_pointed, middle, offset, placed

BARE = Observation(number=7)
NAMES = [
    "MIRIM_ILLUM",
    "MIRIM_BRIGHTSKY",
    "MIRIM_MASK1550",
    "MIRIM_SLIT",
    "MIRIM_SLITLESSPRISM",
    "NRS_FULL_IFU",
    "NRS_S200A1_SLIT",
    "NRS_S1600A1_SLIT",
]
arcsec = st.floats(-30.0, 30.0)


@pytest.mark.parametrize("name", NAMES)
def test_the_target_is_on_the_reference_of_its_aperture(name):
    one = aperture(name)
    (footprint,) = field_about(BARE, one, [("F", NO_DITHER)]).footprints
    expected = [
        axis - at for corner in one.corners for axis, at in zip(corner, one.reference, strict=True)
    ]
    assert [axis for corner in footprint.corners for axis in corner] == pytest.approx(
        expected, abs=1e-3
    )
    assert (footprint.band, footprint.dither, footprint.tile) == ("F", 1, 1)
    assert footprint.pad == 0.0


@pytest.mark.parametrize("name", NAMES)
def test_corners_are_where_pysiaf_has_them(name):
    dithered = Dither(name="A", offsets=((0.0, 0.0), (8.0, -3.0)))
    first, second = field_about(
        offset(BARE, 20.0, 5.0), aperture(name), [("F", dithered)]
    ).footprints
    assert_as_pointed(first, primary=name, landed=(20.0, 5.0))
    assert_as_pointed(second, primary=name, landed=(28.0, 2.0))


@given(name=st.sampled_from(NAMES), at=st.tuples(arcsec, arcsec), by=st.tuples(arcsec, arcsec))
def test_the_aperture_lies_opposite_to_where_the_target_lands(name, at, by):
    one = aperture(name)
    turn = cmath.rect(1.0, math.radians(one.v3_ideal_angle))
    # Ideal x against east, y north, at a position angle of the aperture of V3IdlYAngle
    landed = complex(by[0] + at[0], by[1] + at[1])
    east_north = (-landed.conjugate()) * turn.conjugate()
    moved = field_about(offset(BARE, *by), one, [("F", Dither(name="A", offsets=(at,)))])
    still = field_about(BARE, one, [("F", NO_DITHER)])
    (x, y), (x0, y0) = middle(moved), middle(still)
    assert (x - x0, y - y0) == pytest.approx((-east_north.real, -east_north.imag), abs=0.02)


def test_a_target_is_where_apt_prints_it():
    """V2, V3 relative to the first row, in rows of APT 2021.3's report for program 1409."""
    printed = [(301.276, -498.237), (300.112, -497.130), (300.179, -499.261)]
    landed = [(0.775, 0.825), (0.625, -0.775), (-0.725, 0.875)]
    one = aperture("NRS_FULL_IFU")
    v2, v3 = one.telescope(-0.875, -0.725)
    for (to2, to3), point in zip(printed, landed, strict=True):
        at2, at3 = one.telescope(*point)
        assert (at2 - v2, at3 - v3) == pytest.approx((to2 - 299.014, to3 + 498.154), abs=0.004)


def test_of_two_patterns_in_one_place_the_larger_pad_stays():
    known, unknown = ("F", NO_DITHER), ("F", within(3.0))
    for patterns in ([known, unknown], [unknown, known]):
        (footprint,) = field_about(BARE, aperture("NRS_FULL_IFU"), patterns).footprints
        assert footprint.pad == 3.0


def test_each_band_has_its_own_patterns():
    taken = [("F", NO_DITHER), ("G", within(3.0)), ("G", NO_DITHER)]
    swept = field_about(BARE, aperture("NRS_FULL_IFU"), taken)
    assert {f.band: f.pad for f in swept.footprints} == {"F": 0.0, "G": 3.0}
    assert len(swept.footprints) == 2


def test_a_repeated_pattern_counts_once():
    nods = Dither(name="A", offsets=((1.0, 0.0), (-1.0, 0.0)))
    assert (
        len(field_about(BARE, aperture("MIRIM_SLIT"), [("F", nods), ("F", nods)]).footprints) == 2
    )


def test_the_field_may_be_part_of_the_aperture_on_the_target():
    mask, seen = aperture("MIRIM_MASK1550"), aperture("MIRIM_CORON1550")
    (footprint,) = field_about(BARE, mask, [("F", NO_DITHER)], seen=seen).footprints
    assert_as_pointed(footprint, primary="MIRIM_MASK1550", seen="MIRIM_CORON1550")


@pytest.mark.parametrize("name", NAMES)
def test_a_mosaic_is_around_the_target_by_the_sides_of_the_aperture(name):
    one = aperture(name)
    width, height = pitch_of(one)
    mosaic = placed(BARE, rows=2, columns=3, row_overlap_percent=10.0)
    tiled = field_about(mosaic, one, [("F", NO_DITHER)])
    assert [footprint.tile for footprint in tiled.footprints] == [1, 2, 3, 4, 5, 6]
    single = field_about(BARE, one, [("F", NO_DITHER)])
    assert middle(tiled) == pytest.approx(middle(single), abs=0.02)
    (
        first,
        second,
        *_,
    ) = (footprint.corners[0] for footprint in tiled.footprints)
    above = tiled.footprints[3].corners[0]
    assert math.dist(first, second) == pytest.approx(width, abs=0.02)
    assert math.dist(first, above) == pytest.approx(0.9 * height, abs=0.02)


def test_a_slit_is_tiled_along_both_of_its_sides():
    assert pitch_of(aperture("MIRIM_SLIT")) == pytest.approx((4.72, 0.51), abs=0.01)
    assert pitch_of(aperture("NRS_S200A1_SLIT")) == pytest.approx((0.19, 3.28), abs=0.01)
    assert pitch_of(aperture("NRS_FULL_IFU")) == pytest.approx((3.10, 3.20), abs=0.01)
    assert pitch_of(aperture("MIRIM_ILLUM")) == pytest.approx((73.6, 113.0), abs=0.1)


def test_no_position_of_a_target_in_the_ifu_is_beyond_its_corners():
    assert farthest_corner(aperture("NRS_FULL_IFU")) == pytest.approx(2.33, abs=0.02)
    assert farthest_corner(aperture("NRS_S200A1_SLIT")) == pytest.approx(1.75, abs=0.02)


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (
            BARE.changed(requirements=Requirements(names=("FiducialPointOverride",))),
            r"observation 7 has another aperture on its target \(Fiducial Point Override\)",
        ),
        (
            BARE.changed(requirements=Requirements(offset=Offset(unread=("Xvalue",)))),
            "the Offset of observation 7 cannot be read: the position of its field is not computed",
        ),
        (offset(BARE, 3600.0, 10.0), "has an Offset of more than a degree"),
        (offset(BARE, math.nan, 0.0), "has an Offset of more than a degree"),
        (
            BARE.changed(mosaic=Mosaic(unread=("Rows",))),
            "the mosaic of observation 7 cannot be read: the position of its field is not computed",
        ),
        (placed(BARE, rows=10**6), "not possible in APT"),
        (placed(BARE, rows=25, columns=26), "has 650 tiles: aptcheck follows at most 625"),
    ],
)
def test_without_a_computable_field_the_reason_is_given(broken, says):
    with pytest.raises(ValueError, match=says):
        field_about(broken, aperture("MIRIM_ILLUM"), [("F", NO_DITHER)])


def test_an_observation_without_exposures_has_no_field():
    with pytest.raises(ValueError, match="observation 7 has no exposures: it has no field"):
        field_about(BARE, aperture("MIRIM_ILLUM"), [])


def test_the_own_aperture_can_be_required_separately():
    demand_own_aperture(BARE)
    with pytest.raises(ValueError, match="the position of its MRS field"):
        demand_own_aperture(
            BARE.changed(requirements=Requirements(names=("FiducialPointOverride",))), "MRS field"
        )
