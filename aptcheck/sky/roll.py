"""How far the telescope may roll about its line of sight, and which Sun angles it may have.

The rules are those that reproduce the field of regard of APT's Visit Planner: Sun pitch and Sun
roll are limited at V1 (JDox, "JWST Position Angles, Ranges, and Offsets" and "JWST Field of
Regard"), less the Planner's margins of 0.1 degree, and the window opens and closes by the Sun angle
at the target. The margins and the frame were measured on windows stored by APT 14.1 to 17.0
(2017 to 2024); docs/validation.md holds the residuals.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["FLOWN_FRAME", "NOMINAL_FRAME", "Pointing", "RollFrame", "roll_offsets", "sun_angles"]

FloatArray = NDArray[np.float64]

ROLL_LIMIT = 5.2 - 0.1  # degrees, up to a Sun pitch of KNEE
ROLL_LIMIT_AT_END = 3.5 - 0.1  # degrees, at a Sun pitch of PITCH_END
KNEE, PITCH_END = 2.5, 5.2  # degrees
SUN_ANGLE_MIN, SUN_ANGLE_MAX = 84.91, 134.67  # degrees at the target, before the separation
NEWTON_STEPS = 4  # the third changes the angle by less than 1e-6 degree
ARCSEC = np.pi / (180.0 * 3600.0)


@dataclass(frozen=True, slots=True)
class RollFrame:
    """Rotation of the frame in which the Planner measures roll against (V1, V2, V3), degrees.

    The roll's sine is s2 - ``about_v3`` s1 - ``about_v1`` s3 for the Sun at (s1, s2, s3).
    """

    about_v3: float
    about_v1: float


#: Engines before 14.17.1.
NOMINAL_FRAME = RollFrame(0.0, 0.0)
#: Engines since 14.17.1 (APT 2022): boresight 247 arcsec toward +V2 and 0.043 degree of roll.
FLOWN_FRAME = RollFrame(0.069, 0.043)


@dataclass(frozen=True, slots=True)
class Pointing:
    """The aperture reference position that holds the target: (V2, V3) in arcsec."""

    v2: float
    v3: float


def sun_angles(pointing: Pointing) -> tuple[float, float]:
    """Return the least and greatest Sun angle at the target, degrees (MRS: 85.08, 134.50)."""
    v2, v3 = pointing.v2 * ARCSEC, pointing.v3 * ARCSEC
    separation = float(np.degrees(np.arccos(np.cos(v2) * np.cos(v3))))
    return SUN_ANGLE_MIN + separation, SUN_ANGLE_MAX - separation


def roll_offsets(
    cos_sun: FloatArray, pointing: Pointing, frame: RollFrame = FLOWN_FRAME
) -> tuple[FloatArray, FloatArray]:
    """Return the lowest and highest V3PA at the target, counted from the anti-Sun direction.

    Parameters
    ----------
    cos_sun : array
        Cosine of the angle between target and Sun, any shape.
    pointing : Pointing
        Where in (V2, V3) the target lands; pitch and roll are limited at V1, not there.
    frame : RollFrame
        Frame of the roll.

    Returns
    -------
    lo, hi : arrays of the same shape
        Radians east of the position angle opposite to the Sun's, at the target.
    """
    sin_sun = np.sqrt(1.0 - cos_sun**2)
    start = np.arcsin(np.sin(np.radians(ROLL_LIMIT)) / sin_sun)
    side = np.stack([np.full_like(cos_sun, -1.0), np.full_like(cos_sun, 1.0)])
    lo, hi = _solve(side * start, side, cos_sun, sin_sun, pointing, frame)
    return lo, hi


def _solve(
    offset: FloatArray,
    side: FloatArray,
    cos_sun: FloatArray,
    sin_sun: FloatArray,
    pointing: Pointing,
    frame: RollFrame,
) -> FloatArray:
    v2, v3 = pointing.v2 * ARCSEC, pointing.v3 * ARCSEC
    c2, n2, c3, n3 = np.cos(v2), np.sin(v2), np.cos(v3), np.sin(v3)
    about_v3, about_v1 = np.radians(frame.about_v3), np.radians(frame.about_v1)
    for _ in range(NEWTON_STEPS):
        # the Sun along the aperture's own directions: outward, +V2 and +V3
        toward_v2, toward_v3 = sin_sun * np.sin(offset), -sin_sun * np.cos(offset)
        s1 = cos_sun * (c2 * c3) - toward_v2 * n2 - toward_v3 * (c2 * n3)
        s2 = cos_sun * (n2 * c3) + toward_v2 * c2 - toward_v3 * (n2 * n3)
        s3 = cos_sun * n3 + toward_v3 * c3
        sine = s2 - about_v3 * s1 - about_v1 * s3
        excess = np.arcsin(sine) - side * _roll_limit(np.arctan2(s1, -s3))
        # the limit's own change with the offset is left out: it is second order in the roll
        slope = -toward_v3 * c2 - toward_v2 * (n2 * n3)
        offset = offset - excess / slope
    return offset


def _roll_limit(pitch: FloatArray) -> FloatArray:
    fall = np.radians(ROLL_LIMIT - ROLL_LIMIT_AT_END) / np.radians(PITCH_END - KNEE)
    limit: FloatArray = np.radians(ROLL_LIMIT) - fall * np.maximum(pitch - np.radians(KNEE), 0.0)
    return limit
