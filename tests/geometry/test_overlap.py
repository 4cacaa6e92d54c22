"""The angles at which two fields meet."""

from __future__ import annotations

import pytest

from aptcheck.geometry.mosaic import Grid
from aptcheck.geometry.overlap import MAX_PAIRS, meeting_angles
from aptcheck.geometry.tangent import unproject
from aptcheck.modes.mrs.dither_offsets import NO_DITHER, dither
from aptcheck.modes.mrs.fields import field
from aptcheck.modes.mrs.settings import BANDS

on_target = field([(BANDS, NO_DITHER)])
beside = field([(BANDS, NO_DITHER)], primary_channel="IMAGER")
centre = (150.0, 30.0)


def at(east: float, north: float) -> tuple[float, float]:
    return unproject(*centre, east, north)


def test_a_field_meets_itself_at_every_angle():
    assert meeting_angles(on_target, centre, on_target, centre).is_full


def test_fields_a_minute_apart_never_meet():
    assert meeting_angles(on_target, centre, on_target, at(60.0, 0.0)).is_empty


def test_a_field_beside_the_target_never_meets_the_one_on_it():
    assert meeting_angles(on_target, centre, beside, centre).is_empty


def test_a_field_that_turns_past_another_meets_it_at_some_angles():
    angles = meeting_angles(on_target, centre, beside, at(0.0, 74.0))
    assert 5 < angles.total < 40


def test_it_does_not_matter_which_field_comes_first():
    where = at(20.0, 70.0)
    one = meeting_angles(on_target, centre, beside, where)
    other = meeting_angles(beside, where, on_target, centre)
    assert one.difference(other).total + other.difference(one).total < 0.02


@pytest.mark.parametrize("pole", [90.0, -90.0])
def test_targets_at_the_poles_are_no_exception(pole):
    assert meeting_angles(on_target, (10.0, pole), on_target, (10.0, pole)).is_full


def test_mosaics_too_large_to_compare_are_assumed_to_meet():
    strip = Grid(columns=42)
    plain = field([(["1A"], NO_DITHER)], grid=strip)
    large = field([(BANDS, dither("POINT SOURCE"))], grid=strip)
    assert len(plain.footprints) ** 2 < MAX_PAIRS < len(large.footprints) ** 2
    assert not meeting_angles(plain, centre, plain, at(0.0, 100.0)).is_full
    assert meeting_angles(large, centre, large, at(0.0, 100.0)).is_full
    assert meeting_angles(large, centre, large, at(0.0, 500.0)).is_empty
