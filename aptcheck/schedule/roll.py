"""How far the telescope may roll about its line of sight, and which Sun angles it may have.

The rules are those that reproduce the field of regard of APT's Visit Planner: Sun pitch and Sun
roll are limited at V1 (JDox, "JWST Position Angles, Ranges, and Offsets" and "JWST Field of
Regard"), less the Planner's margins of 0.1 degree, and the window opens and closes by the Sun angle
at the target. The margins and the frame were measured on windows stored by APT 14.1 to 17.0
(2017 to 2024); docs/validation.md holds the residuals.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aptcheck.geometry.great_circle import Vector
from aptcheck.schedule.spans import FloatArray

__all__ = ["FLOWN_FRAME", "NOMINAL_FRAME", "Pointing", "RollFrame", "roll_offsets", "sun_angles"]

ROLL_LIMIT = 5.2 - 0.1  # degrees, up to a Sun pitch of KNEE
ROLL_LIMIT_AT_END = 3.5 - 0.1  # degrees, at a Sun pitch of PITCH_END
KNEE, PITCH_END = 2.5, 5.2  # degrees
SUN_ANGLE_MIN, SUN_ANGLE_MAX = 84.91, 134.67  # degrees at the target, before the separation
STEEP = math.cos(math.radians(90.0 - KNEE + 0.6))  # no pitch exceeds KNEE at a larger Sun angle
STEPS = 3  # each brings the angle 200 times nearer, the last one to 1e-6 degree
SIDES = np.array([[-1.0], [1.0]])
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
    about_v3, about_v1 = np.radians(frame.about_v3), np.radians(frame.about_v1)
    outward, along_v2, along_v3 = _axes(pointing)
    # the sine of the roll is level . (outward, along V2, along V3) of the Sun
    level = [s2 - about_v3 * s1 - about_v1 * s3 for s1, s2, s3 in (outward, along_v2, along_v3)]
    reach, tilt = np.hypot(level[1], level[2]), np.arctan2(level[2], level[1])
    sin_sun = np.sqrt(1.0 - cos_sun**2)

    def at_roll(sine: FloatArray, pick: NDArray[np.bool_] | slice) -> FloatArray:
        ratio = (sine - level[0] * cos_sun[pick]) / (reach * sin_sun[pick])
        offset: FloatArray = tilt + np.arcsin(ratio)
        return offset

    side = SIDES.reshape(2, *(1 for _ in cos_sun.shape))
    both = at_roll(side * math.sin(math.radians(ROLL_LIMIT)), slice(None))
    # near the Sun the limit depends on the pitch, and the pitch a little on the roll
    steep = cos_sun > STEEP
    if steep.any():
        near = both[:, steep]
        x, y = cos_sun[steep], sin_sun[steep]
        for _ in range(STEPS):
            east, north = y * np.sin(near), y * np.cos(near)
            s1 = x * outward[0] + east * along_v2[0] - north * along_v3[0]
            s3 = x * outward[2] - north * along_v3[2]
            near = at_roll(SIDES * np.sin(_roll_limit(np.arctan2(s1, -s3))), steep)
        both[:, steep] = near
    return both[0], both[1]


def _axes(pointing: Pointing) -> tuple[Vector, Vector, Vector]:
    """Return the outward, +V2 and +V3 directions at a pointing, in (V1, V2, V3)."""
    v2, v3 = pointing.v2 * ARCSEC, pointing.v3 * ARCSEC
    c2, n2, c3, n3 = math.cos(v2), math.sin(v2), math.cos(v3), math.sin(v3)
    return (c2 * c3, n2 * c3, n3), (-n2, c2, 0.0), (-c2 * n3, -n2 * n3, c3)


def _roll_limit(pitch: FloatArray) -> FloatArray:
    fall = np.radians(ROLL_LIMIT - ROLL_LIMIT_AT_END) / np.radians(PITCH_END - KNEE)
    limit: FloatArray = np.radians(ROLL_LIMIT) - fall * np.maximum(pitch - np.radians(KNEE), 0.0)
    return limit
