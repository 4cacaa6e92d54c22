"""At which angles two fields meet."""

from __future__ import annotations

import pytest

from aptcheck.geometry import overlap
from aptcheck.geometry.overlap import meeting_angles
from aptcheck.geometry.tangent import unproject
from aptcheck.modes.mrs.dithers import NO_DITHER
from aptcheck.modes.mrs.fields import field
from aptcheck.modes.mrs.settings import BANDS

mrs = field([(BANDS, NO_DITHER)])
beside = field([(BANDS, NO_DITHER)], primary_channel="IMAGER")
target = (150.0, 30.0)


def at(east: float, north: float) -> tuple[float, float]:
    return unproject(*target, east, north)


def test_a_field_meets_itself_at_every_angle():
    assert meeting_angles(mrs, target, mrs, target).is_full


def test_fields_a_minute_apart_never_meet():
    assert meeting_angles(mrs, target, mrs, at(60.0, 0.0)).is_empty


def test_a_field_beside_the_target_never_meets_the_one_on_it():
    assert meeting_angles(mrs, target, beside, target).is_empty


def test_a_field_that_turns_past_another_meets_it_at_some_angles():
    angles = meeting_angles(mrs, target, beside, at(0.0, 74.0))
    assert 5 < angles.total < 40


def test_it_does_not_matter_which_field_comes_first():
    where = at(20.0, 70.0)
    one = meeting_angles(mrs, target, beside, where)
    other = meeting_angles(beside, where, mrs, target)
    assert one.difference(other).total + other.difference(one).total < 0.02


@pytest.mark.parametrize("pole", [90.0, -90.0])
def test_targets_at_the_poles_are_no_exception(pole):
    assert meeting_angles(mrs, (10.0, pole), mrs, (10.0, pole)).is_full


def test_mosaics_too_large_to_compare_are_taken_to_meet(monkeypatch):
    monkeypatch.setattr(overlap, "MAX_PAIRS", 100)
    assert meeting_angles(mrs, target, beside, at(0.0, 74.0)).is_full
    assert meeting_angles(mrs, target, beside, at(0.0, 500.0)).is_empty
