"""Roll limits against the attitude matrix they are limits of."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.schedule.roll import (
    FLOWN_FRAME,
    NOMINAL_FRAME,
    Pointing,
    RollFrame,
    roll_offsets,
    sun_angles,
)

MRS = Pointing(-503.3406, -318.864)
angles = st.floats(85.0, 134.5)
pointings = st.builds(Pointing, st.floats(-600, 600), st.floats(-700, 100))


def _attitude(v2, v3, ra, dec, pa):
    """Rz(ra) Ry(-dec) Rx(-pa) Ry(v3) Rz(-v2): telescope to sky."""

    def turn(axis, angle):
        c, s = np.cos(angle), np.sin(angle)
        i, j = [(1, 2), (2, 0), (0, 1)][axis]
        matrix = np.eye(3)
        matrix[i, i] = matrix[j, j] = c
        matrix[i, j], matrix[j, i] = -s, s
        return matrix

    arcsec = np.pi / 648000
    return turn(2, ra) @ turn(1, -dec) @ turn(0, -pa) @ turn(1, v3 * arcsec) @ turn(2, -v2 * arcsec)


def _pitch_and_roll(pointing, sun_angle, offset, frame):
    """Put the target at (0, 0), the Sun south of it, and V3 `offset` from north."""
    sun_angle = np.radians(sun_angle)
    sun = np.array([np.cos(sun_angle), 0.0, -np.sin(sun_angle)])
    s1, s2, s3 = _attitude(pointing.v2, pointing.v3, 0.0, 0.0, offset).T @ sun
    turned = s2 - np.radians(frame.about_v3) * s1 - np.radians(frame.about_v1) * s3
    return np.degrees(np.arctan2(s1, -s3)), np.degrees(np.arcsin(turned))


def _limit(pitch):
    return 5.1 if pitch <= 2.5 else 5.1 - 1.7 * (pitch - 2.5) / 2.7


@given(angles, pointings, st.sampled_from([NOMINAL_FRAME, FLOWN_FRAME]))
def test_at_both_limits_the_roll_at_v1_is_the_allowed_one(sun_angle, pointing, frame):
    lo, hi = roll_offsets(np.cos(np.radians(np.array([sun_angle]))), pointing, frame)
    for offset, side in ((lo[0], -1), (hi[0], 1)):
        pitch, roll = _pitch_and_roll(pointing, sun_angle, offset, frame)
        assert roll == pytest.approx(side * _limit(pitch), abs=1e-6)


def test_the_attitude_of_this_test_is_that_of_pysiaf():
    rotations = pytest.importorskip("pysiaf.utils.rotations", reason="pysiaf is not installed")
    theirs = rotations.attitude(-503.3, -318.9, 33.0, -41.0, 77.0)
    ours = _attitude(-503.3, -318.9, *np.radians([33.0, -41.0, 77.0]))
    assert np.abs(theirs - ours).max() < 1e-12


def test_at_a_right_angle_from_the_sun_the_range_is_the_roll_limit():
    lo, hi = np.degrees(roll_offsets(np.array([0.0]), Pointing(0, 0), NOMINAL_FRAME))
    assert (lo[0], hi[0]) == pytest.approx((-5.1, 5.1), abs=1e-6)


def test_away_from_the_sun_the_range_widens():
    lo, hi = np.degrees(roll_offsets(np.cos(np.radians([134.67])), Pointing(0, 0), NOMINAL_FRAME))
    assert hi[0] == pytest.approx(7.18, abs=0.02)
    assert lo[0] == pytest.approx(-hi[0], abs=1e-6)


def test_the_window_of_the_mrs():
    assert sun_angles(MRS) == pytest.approx((85.08, 134.50), abs=0.01)
    assert sun_angles(Pointing(0, 0)) == (84.91, 134.67)


def test_the_frame_shifts_both_limits_the_same_way():
    cos_sun = np.zeros(1)
    plain = np.degrees(roll_offsets(cos_sun, Pointing(0, 0), NOMINAL_FRAME))
    turned = np.degrees(roll_offsets(cos_sun, Pointing(0, 0), RollFrame(0.0, 0.043)))
    assert np.ravel(turned - plain) == pytest.approx([-0.043] * 2, abs=0.001)
