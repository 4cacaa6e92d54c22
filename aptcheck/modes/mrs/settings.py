"""The settings of an MRS exposure, a grating and a detector arm, and the bands they give."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from aptcheck.model.templates.mrs_gratings import ARMS, GRATINGS, Arm, Grating

if TYPE_CHECKING:
    from aptcheck.modes.ramp import Setting

__all__ = ["APT_NAMES", "BANDS", "SETTINGS", "arm_of", "bands_of", "grating_of", "setting_of"]

#: All settings of an exposure, shortest wavelength first.
SETTINGS: tuple[tuple[Grating, Arm], ...] = tuple((g, arm) for g in GRATINGS for arm in ARMS)

_LETTERS: dict[Grating, str] = {"SHORT": "A", "MEDIUM": "B", "LONG": "C"}
#: Channels 1 and 2 fall on the MRS SHORT detector, 3 and 4 on the LONG one (JDox, "MIRI MRS").
_ARMS: dict[str, Arm] = {"1": "SHORT", "2": "SHORT", "3": "LONG", "4": "LONG"}
_GRATINGS = {letter: grating for grating, letter in _LETTERS.items()}

#: The Wavelength Range as APT's exposure table shows it.
APT_NAMES: dict[Grating, str] = {g: f"{g}({letter})" for g, letter in _LETTERS.items()}

#: Channel and letter of the grating, in order of wavelength.
BANDS = tuple(f"{channel}{letter}" for channel in _ARMS for letter in _GRATINGS)


def bands_of(gratings: Iterable[Grating]) -> tuple[str, ...]:
    """Return the bands of some gratings in all four channels, grating by grating."""
    return tuple(f"{channel}{_LETTERS[grating]}" for grating in gratings for channel in _ARMS)


def grating_of(setting: Setting) -> Grating:
    """Return the grating of an MRS setting."""
    return next(grating for grating in GRATINGS if grating == setting[0])


def arm_of(setting: Setting) -> Arm:
    """Return the detector arm of an MRS setting."""
    return next(arm for arm in ARMS if arm == setting[1])


def setting_of(band: str) -> tuple[Grating, Arm]:
    """Return the setting that takes a band.

    Raises
    ------
    KeyError
        If there is no such band.
    """
    return _GRATINGS[band[1]], _ARMS[band[0]]
