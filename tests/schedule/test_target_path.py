"""A target's way on the sky, proper motion and parallax, against ERFA."""

from __future__ import annotations

import math

import erfa
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.geometry.great_circle import great_circle_arcsec
from aptcheck.geometry.tangent import project
from aptcheck.model.target import ProperMotion, Target
from aptcheck.schedule.target_path import TargetPath, year_of

MJD = st.floats(60000.0, 63000.0)
SPEED = st.floats(-11000.0, 11000.0)
DEC = st.floats(-89.9, 89.9)


def path(ra=150.0, dec=-30.0, *, east=0.0, north=0.0, parallax=None, epoch=2016.0) -> TargetPath:
    motion = ProperMotion(
        ra_mas_per_year=east, dec_mas_per_year=north, parallax_mas=parallax, epoch=epoch
    )
    return TargetPath(Target(name="STAR", ra_deg=ra, dec_deg=dec, motion=motion))


def by_erfa(one: TargetPath, mjd: float) -> tuple[float, float]:
    """Return where ERFA sees it from 1.01 times the Earth's place about the Sun."""
    target, motion = one.target, one.target.motion
    assert None not in (target.ra_deg, target.dec_deg, motion.epoch)
    heliocentric, _ = erfa.epv00(2400000.5, mjd)
    ra, dec = math.radians(target.ra_deg), math.radians(target.dec_deg)
    seen = erfa.pmpx(
        ra,
        dec,
        math.radians((motion.ra_mas_per_year or 0) / 3.6e6) / math.cos(dec),
        math.radians((motion.dec_mas_per_year or 0) / 3.6e6),
        (motion.parallax_mas or 0) / 1000.0,
        0.0,
        year_of(mjd) - motion.epoch,
        1.01 * np.asarray(heliocentric["p"]),
    )
    x, y, z = seen
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))


@given(dec=DEC, east=SPEED, north=SPEED, parallax=st.floats(0.0, 800.0), mjd=MJD)
def test_it_is_where_erfa_sees_it(dec, east, north, parallax, mjd) -> None:
    one = path(dec=dec, east=east, north=north, parallax=parallax)
    # the eccentricity of the orbit is left out: 2 % of the parallax
    assert great_circle_arcsec(one.at(mjd), by_erfa(one, mjd)) < 0.02 + 0.03 * parallax / 1000.0


@given(dec=DEC, east=SPEED, north=SPEED, parallax=st.floats(0.0, 800.0), mjd=MJD)
def test_it_is_never_faster_than_it_says(dec, east, north, parallax, mjd) -> None:
    one = path(dec=dec, east=east, north=north, parallax=parallax)
    step = 1.0
    moved = great_circle_arcsec(one.at(mjd), one.at(mjd + step))
    assert moved <= one.fastest * step / 365.25 * 1.02 + 1e-6


def test_a_parallax_leads_toward_the_sun() -> None:
    # on 21 March the Sun is at RA 0: from RA 90 it is to the west
    one = path(90.0, 0.0, parallax=500.0)
    east, north = project(90.0, 0.0, *one.at(61120.0))
    assert east == pytest.approx(-0.505, abs=0.02)
    assert north == pytest.approx(0.0, abs=0.02)


def test_without_an_epoch_nothing_is_known_to_move() -> None:
    one = path(east=500.0, epoch=None)
    assert one.fastest == 0.0
    assert one.at(61000.0) == (150.0, -30.0)


def test_two_that_move_alike_stay_together() -> None:
    one, other = (path(dec=dec, east=-801.0, north=10362.0, parallax=547.0) for dec in (4.6, 4.7))
    assert one.fastest_against(other) == 0.0
    assert one.fastest_against(path()) == one.fastest
