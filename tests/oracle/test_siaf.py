"""Footprints on the sky compared with pysiaf, which has the telescope's full geometry."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from aptcheck.geometry.tangent import on_sky, project
from aptcheck.modes.mrs.apertures import mrs_aperture, primary_aperture
from aptcheck.modes.mrs.dither_offsets import NO_DITHER, dither
from aptcheck.modes.mrs.fields import field
from aptcheck.modes.mrs.settings import BANDS
from aptcheck.observatory.siaf import aperture
from tests.oracle.slices import (
    beyond_sides,
    corners_in_telescope,
    outward,
    siaf_of_miri,
    slice_corners,
)

OTHERS = [
    *(f"MIRIM_{subarray}" for subarray in ("BRIGHTSKY", "SUB256", "SUB128", "SUB64")),
    *(f"MIRIM_MASK{mask}" for mask in ("1065", "1140", "1550", "LYOT")),
    *(f"MIRIM_CORON{mask}" for mask in ("1065", "1140", "1550", "LYOT")),
    *(f"MIRIM_{name}" for name in ("SLIT", "SUBSLIT")),
    *(f"MIRIM_SLITLESSPRISM{end}" for end in ("", "_IP", "_IPS")),
    "NRS_FULL_IFU",
    *(f"NRS_{slit}_SLIT" for slit in ("S200A1", "S200A2", "S200B1", "S400A1", "S1600A1")),
]

pysiaf = pytest.importorskip(
    "pysiaf", reason="pysiaf is an oracle, installed with the extra `oracle`"
)


@pytest.fixture(scope="module")
def siaf():
    return siaf_of_miri()


def separation(ra, dec, ra0, dec0) -> float:
    return float(np.hypot(*project(ra0, dec0, ra, dec)))


@pytest.mark.parametrize(
    "name", [*(f"MIRIFU_CHANNEL{b}" for b in BANDS), "MIRIM_FULL", "MIRIM_ILLUM"]
)
def test_our_rows_are_those_of_the_siaf(siaf, name):
    ours, theirs = aperture(name), siaf[name]
    v2, v3 = corners_in_telescope(theirs)
    assert ours.reference == pytest.approx((theirs.V2Ref, theirs.V3Ref), abs=1e-6)
    assert (ours.v3_ideal_angle, ours.parity) == pytest.approx(
        (theirs.V3IdlYAngle, theirs.VIdlParity), abs=1e-6
    )
    assert np.allclose(ours.corners, np.column_stack([v2, v3]), rtol=0, atol=1e-5)


@pytest.fixture(scope="module")
def nirspec():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pysiaf.Siaf("NIRSpec")


@pytest.mark.parametrize("name", OTHERS)
def test_the_rows_of_other_modes_are_those_of_the_siaf(siaf, nirspec, name):
    ours, theirs = aperture(name), (nirspec if name.startswith("NRS") else siaf)[name]
    assert ours.reference == pytest.approx((theirs.V2Ref, theirs.V3Ref), abs=1e-6)
    assert (ours.v3_ideal_angle, ours.parity) == pytest.approx(
        (theirs.V3IdlYAngle, theirs.VIdlParity), abs=1e-6
    )
    corners = np.column_stack(corners_in_telescope(theirs))
    turned = [np.roll(corners, turns, axis=0) for turns in range(4)]
    assert any(np.allclose(ours.corners, one, rtol=0, atol=1e-5) for one in turned)
    assert ours.outline == ours.corners


@pytest.mark.parametrize("name", OTHERS)
def test_ideal_coordinates_agree_with_the_sphere_to_a_thousandth(siaf, nirspec, name):
    theirs = (nirspec if name.startswith("NRS") else siaf)[name]
    for x, y in [(60.0, 0.0), (0.0, 60.0), (-40.0, 45.0)]:
        assert aperture(name).telescope(x, y) == pytest.approx(theirs.idl_to_tel(x, y), abs=1e-3)


@pytest.mark.parametrize(
    ("band", "beyond"),
    [*((band, 0.15) for band in BANDS[:6]), ("3A", 0.31), ("3C", 0.31), ("4C", 0.25)],
)
def test_slices_reach_beyond_the_box_that_is_inscribed_in_them(siaf, band, beyond):
    farthest = beyond_sides(mrs_aperture(band).corners, slice_corners(siaf, band)).max()
    assert 0.5 * beyond < farthest <= beyond + 0.005


@pytest.mark.parametrize("band", BANDS)
def test_an_outline_holds_every_slice_and_each_of_its_sides_touches_one(siaf, band):
    beyond = beyond_sides(mrs_aperture(band).outline, slice_corners(siaf, band))
    assert beyond.max(axis=1) == pytest.approx(0.0, abs=1e-3)


@pytest.mark.parametrize("band", BANDS)
def test_the_sides_of_an_outline_are_parallel_to_those_of_the_box(band):
    row = mrs_aperture(band)
    assert outward(row.outline) == pytest.approx(outward(row.corners), abs=1e-4)


@pytest.mark.parametrize("name", ["MIRIM_FULL", "MIRIM_ILLUM"])
def test_the_imager_has_no_slices(name):
    assert aperture(name).outline == aperture(name).corners


@pytest.mark.parametrize("primary", ["ALL", "CHANNEL2", "CHANNEL3", "CHANNEL4", "IMAGER"])
@pytest.mark.parametrize("optimized", ["POINT SOURCE", "EXTENDED SOURCE", "BACKGROUND"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_corners_on_the_sky_agree_to_a_thousandth_of_an_arcsecond(siaf, primary, optimized, seed):
    random = np.random.default_rng(seed)
    ra, dec, v3pa = random.uniform(0, 360), random.uniform(-89, 89), random.uniform(0, 360)
    pattern = dither(optimized, direction="POSITIVE", primary_channel=primary)
    reference = siaf[primary_aperture(primary).name]
    for footprint in field([(BANDS, pattern)], primary_channel=primary).footprints:
        dx, dy = pattern.offsets[footprint.dither - 1]
        attitude = pysiaf.utils.rotations.attitude(
            reference.V2Ref - dx, reference.V3Ref + dy, ra, dec, v3pa
        )
        v2, v3 = np.array(mrs_aperture(footprint.band).outline).T
        theirs = np.column_stack(pysiaf.utils.rotations.pointing(attitude, v2, v3))
        ours = on_sky(footprint.corners, ra, dec, v3pa)
        apart = [separation(*a, *b) for a, b in zip(ours, theirs.tolist(), strict=True)]
        assert max(apart) <= 0.001


@pytest.mark.parametrize("primary", ["ALL", "CHANNEL4", "IMAGER"])
def test_an_offset_puts_the_target_at_those_ideal_coordinates(siaf, primary):
    reference = siaf[primary_aperture(primary).name]
    v2, v3 = reference.idl_to_tel(-50.0, -55.0)
    attitude = pysiaf.utils.rotations.attitude(v2, v3, 150.0, -45.0, 77.0)
    shifted = field([(["3B"], NO_DITHER)], primary_channel=primary, offset=(-50.0, -55.0))
    outline = np.array(mrs_aperture("3B").outline).T
    theirs = np.column_stack(pysiaf.utils.rotations.pointing(attitude, *outline))
    ours = on_sky(shifted.footprints[0].corners, 150.0, -45.0, 77.0)
    assert max(separation(*a, *b) for a, b in zip(ours, theirs.tolist(), strict=True)) <= 0.001


def test_aperture_and_v3_position_angles_differ_by_the_ideal_angle(siaf):
    for name in ("MIRIM_FULL", "MIRIFU_CHANNEL1A"):
        row = siaf[name]
        attitude = pysiaf.utils.rotations.attitude(row.V2Ref, row.V3Ref, 10.0, 20.0, 123.0)
        up = row.idl_to_tel(0.0, 10.0)
        east, north = project(10.0, 20.0, *pysiaf.utils.rotations.pointing(attitude, *up))
        angle = np.degrees(np.arctan2(east, north)) % 360
        assert 123.0 + aperture(name).v3_ideal_angle == pytest.approx(angle, abs=1e-3)


def test_every_mrs_aperture_is_in_the_table(siaf):
    assert {n for n in siaf.apernames if n.startswith("MIRIFU_CHANNEL")} == {
        mrs_aperture(band).name for band in BANDS
    }
