"""How far two observations stand apart: offsets, the nearest tile, proper motion."""

from __future__ import annotations

from math import cos, hypot, radians, sin

import astropy.units as u
import numpy as np
import pytest
from astropy.coordinates import SkyCoord
from hypothesis import assume, given
from hypothesis import strategies as st

from aptcheck.background.separation import pointing_separation, separation
from aptcheck.model import (
    Mosaic,
    MrsTemplate,
    Observation,
    Offset,
    ProperMotion,
    Proposal,
    Requirements,
    Target,
    TargetReference,
)


def near(place, arcsec, angle_deg):
    """Return the place at a distance and position angle, by astropy."""
    there = SkyCoord(*place, unit="deg").directional_offset_by(angle_deg * u.deg, arcsec * u.arcsec)
    return there.ra.deg, there.dec.deg


def star(ra, dec, pm_ra=None, pm_dec=None, epoch=2016.0, **motion):
    return Target(
        number=1,
        name="STAR",
        ra_deg=ra,
        dec_deg=dec,
        motion=ProperMotion(ra_mas_per_year=pm_ra, dec_mas_per_year=pm_dec, epoch=epoch, **motion),
    )


def observed(number, *, offset=None, mosaic=None, primary="ALL"):
    return Observation(
        number=number,
        target=TargetReference(number=number, name=f"T{number}"),
        mrs=MrsTemplate(primary_channel=primary),
        requirements=Requirements(
            offset=None if offset is None else Offset(x_arcsec=offset[0], y_arcsec=offset[1])
        ),
        mosaic=mosaic or Mosaic(),
    )


def measured(science, sky, distance, *, year=2027.0, angle=0.0):
    """Return the separation of two observations whose targets stand so many arcsec apart."""
    ra, dec = near((150.0, 2.0), distance, angle)
    targets = (
        Target(number=1, name="T1", ra_deg=150.0, dec_deg=2.0),
        Target(number=2, name="T2", ra_deg=ra, dec_deg=dec),
    )
    return separation(Proposal(targets=targets), science, sky, year)


def test_two_plain_pointings_are_as_far_as_their_targets():
    found = measured(observed(1), observed(2), 120.001)
    assert (found.arcsec, found.nearest, found.farthest) == pytest.approx((120.001,) * 3, abs=1e-6)


def test_an_offset_alone_is_the_separation():
    found = measured(observed(1), observed(2, offset=(30.0, -40.0)), 0.0)
    assert (found.arcsec, found.nearest, found.farthest) == pytest.approx((50.0,) * 3, abs=1e-6)


def test_the_same_offset_on_both_sides_cancels():
    shifted = {"offset": (300.0, 200.0)}
    found = measured(observed(1, **shifted), observed(2, **shifted), 60.0)
    assert (found.nearest, found.farthest) == pytest.approx((60.0, 60.0), abs=1e-6)


def test_an_offset_beside_a_distance_turns_with_the_telescope():
    found = measured(observed(1), observed(2, offset=(0.0, 20.0)), 60.0)
    assert (found.nearest, found.farthest) == pytest.approx((40.0, 80.0), abs=1e-4)
    assert 60.0 < found.arcsec < 63.3


def test_with_the_imager_primary_the_spectrometer_stands_74_arcsec_away():
    found = measured(observed(1), observed(2, primary="IMAGER"), 0.0)
    assert (found.nearest, found.farthest) == pytest.approx((74.18, 74.18), abs=0.01)


def test_two_imager_primaries_stand_as_far_as_their_targets():
    found = measured(observed(1, primary="IMAGER"), observed(2, primary="IMAGER"), 90.0)
    assert (found.nearest, found.farthest) == pytest.approx((90.0, 90.0), abs=1e-6)


@given(
    st.integers(1, 6),
    st.integers(1, 6),
    st.floats(-50, 90),
    st.floats(0, 400),
    st.floats(-60, 60),
    st.floats(-60, 60),
)
def test_the_nearest_tile_is_found_as_by_looking_at_every_one(rows, columns, overlap, far, x, y):
    assume(hypot(far, x, y) > 0.01)
    mosaic = Mosaic(
        rows=rows, columns=columns, row_overlap_percent=overlap, column_overlap_percent=overlap
    )
    found = measured(observed(1, mosaic=mosaic), observed(2, offset=(x, y)), far)
    tiles = [
        (3.2 * (1 - overlap / 100) * (c - (columns - 1) / 2), 3.7 * (1 - overlap / 100) * (r - (rows - 1) / 2))
        for r in range(rows)
        for c in range(columns)
    ]  # fmt: skip
    around = [
        min(hypot(far * cos(a) + x - tx, far * sin(a) + y - ty) for tx, ty in tiles)
        for a in np.radians(np.arange(0, 360, 1.0))
    ]
    step = far * radians(3.0)
    assert found.arcsec == pytest.approx(np.mean(around), abs=0.02 * far + 0.1)
    assert found.nearest == pytest.approx(min(around), abs=step + 1e-3)
    assert found.farthest == pytest.approx(max(around), abs=step + 1e-3)


def test_a_mosaic_is_measured_from_its_nearest_tile():
    strip = Mosaic(rows=1, columns=11)
    found = measured(observed(1, mosaic=strip), observed(2, offset=(100.0, 0.0)), 0.0)
    assert found.arcsec == pytest.approx(100.0 - 5 * 3.2, abs=1e-6)


def test_tiles_that_overlap_wholly_are_one():
    stack = Mosaic(rows=3, columns=3, row_overlap_percent=100, column_overlap_percent=120)
    assert measured(observed(1, mosaic=stack), observed(2), 60.0).arcsec == pytest.approx(60.0)


def moving(number, body):
    return Target(kind="SolarSystemTargetType", number=number, name=f"{body}-{number}", body=body)


def test_two_entries_of_one_body_stand_apart_by_their_offset():
    proposal = Proposal(targets=(moving(1, "MARS"), moving(2, "MARS")))
    found = separation(proposal, observed(1), observed(2, offset=(60.0, 80.0)), 2027.0)
    assert found.arcsec == pytest.approx(100.0)


@pytest.mark.parametrize(
    ("targets", "offset"),
    [
        ((moving(1, "MARS"), moving(2, "MARS")), None),
        ((moving(1, "MARS"), moving(2, "EUROPA")), (60.0, 80.0)),
        ((moving(1, "MARS"), star(10.0, 20.0).model_copy(update={"number": 2})), (60.0, 80.0)),
        ((star(10.0, 20.0), Target(number=2, name="NOWHERE")), (60.0, 80.0)),
        ((star(10.0, 20.0),), None),
    ],
)
def test_there_is_no_separation_where_a_place_is_unknown(targets, offset):
    proposal = Proposal(targets=targets)
    assert separation(proposal, observed(1), observed(2, offset=offset), 2027.0) is None
    assert pointing_separation(proposal, observed(1), observed(2), 2027.0) is None


def test_proper_motion_carries_the_science_away_from_its_sky():
    targets = (
        star(150.0, 2.0, 0.0, -1000.0, epoch=2000.0),
        Target(number=2, name="SKY", ra_deg=150.0, dec_deg=2.0 + 60 / 3600),
    )
    found = separation(Proposal(targets=targets), observed(1), observed(2), 2027.0)
    assert found.arcsec == pytest.approx(87.0, abs=1e-3)
