"""Positions as APT writes them, read back by aptcheck's reader."""

from __future__ import annotations

import re

import pytest
from astropy.coordinates import Angle, SkyCoord
from hypothesis import example, given, settings
from hypothesis import strategies as st

from aptcheck.apt.astrometry import equatorial_deg
from aptcheck.wording.coordinates import apt_position, rounded_position

#: Half a step of what is written, arcsec: 0.0001 s of time, 0.001 arcsec.
HALF_RA, HALF_DEC = 0.00075, 0.0005

FORM = re.compile(r"\d\d \d\d \d\d\.\d{4} [+-]\d\d \d\d \d\d\.\d{3}")


def within_half_a_turn(turn: float) -> float:
    """Return an angle between -180 and 180."""
    return (turn + 180.0) % 360.0 - 180.0


@settings(max_examples=300)
@given(st.floats(-720, 720), st.floats(-90, 90))
@example(0.0, -0.0)
@example(-0.0, -1e-9)
@example(359.9999999999, 89.9999999999)
@example(-1e-12, -89.9999999999)
@example(15 * 59.99995 / 3600, 59.9995 / 3600)
@example(15 * (23 + 59.99999999 / 60), -(59 + 59.9996 / 60) / 60)
def test_written_positions_are_read_back_to_half_a_step(ra: float, dec: float) -> None:
    text = apt_position(ra, dec)
    assert FORM.fullmatch(text)
    read = equatorial_deg(text)
    assert read is not None
    assert 0 <= read[0] < 360
    assert abs(within_half_a_turn(read[0] - ra)) * 3600 <= HALF_RA + 1e-6
    assert abs(read[1] - dec) * 3600 <= HALF_DEC + 1e-6
    assert rounded_position(ra, dec) == pytest.approx(read, abs=1e-12)
    assert apt_position(*read) == text


@settings(max_examples=100)
@given(st.floats(0, 360, exclude_max=True), st.floats(-89, 89))
def test_another_reader_finds_the_same_place(ra: float, dec: float) -> None:
    there = SkyCoord(apt_position(ra, dec), unit=("hourangle", "deg"))
    assert there.separation(SkyCoord(ra, dec, unit="deg")).arcsec < 2e-3


@pytest.mark.parametrize(
    ("place", "written"),
    [
        ((0.0, 0.0), "00 00 00.0000 +00 00 00.000"),
        ((360.0, -0.0), "00 00 00.0000 +00 00 00.000"),
        ((-15.0, -1e-9), "23 00 00.0000 +00 00 00.000"),
        ((359.99999999, 90.0), "00 00 00.0000 +90 00 00.000"),
        ((10.5, -90.0), "00 42 00.0000 -90 00 00.000"),
        ((150.1163, -0.5), "10 00 27.9120 -00 30 00.000"),
        # seconds that round to 60 carry, into minutes, hours and degrees
        ((Angle("9h59m59.99996s").deg, Angle("1d59m59.9996s").deg), "10 00 00.0000 +02 00 00.000"),
        ((Angle("9h59m59.9999s").deg, Angle("-1d59m59.999s").deg), "09 59 59.9999 -01 59 59.999"),
    ],
)
def test_as_it_is_typed(place: tuple[float, float], written: str) -> None:
    assert apt_position(*place) == written
