"""What an MRS exposure is set to, a grating and a detector arm, and the bands that this gives."""

from __future__ import annotations

from collections.abc import Iterable

from aptcheck.model.templates.mrs_gratings import ARMS, GRATINGS, Arm, Grating

__all__ = ["APT_NAMES", "BANDS", "SETTINGS", "Setting", "bands_of", "setting_of"]

Setting = tuple[Grating, Arm]
SETTINGS: tuple[Setting, ...] = tuple((grating, arm) for grating in GRATINGS for arm in ARMS)

_LETTERS: dict[Grating, str] = {"SHORT": "A", "MEDIUM": "B", "LONG": "C"}
#: Channels 1 and 2 fall on the MRS SHORT detector, 3 and 4 on the LONG one (JDox, "MIRI MRS").
_ARMS: dict[str, Arm] = {"1": "SHORT", "2": "SHORT", "3": "LONG", "4": "LONG"}
_GRATINGS = {letter: grating for grating, letter in _LETTERS.items()}

#: The Wavelength as APT's exposure table shows it.
APT_NAMES: dict[Grating, str] = {g: f"{g}({letter})" for g, letter in _LETTERS.items()}

#: Channel and letter of the grating, in order of wavelength.
BANDS = tuple(f"{channel}{letter}" for channel in _ARMS for letter in _GRATINGS)


def bands_of(gratings: Iterable[Grating]) -> tuple[str, ...]:
    """Return the bands of all four channels that some gratings take, grating by grating."""
    return tuple(f"{channel}{_LETTERS[grating]}" for grating in gratings for channel in _ARMS)


def setting_of(band: str) -> Setting:
    """Return the setting that takes a band.

    Raises
    ------
    KeyError
        If there is no such band.
    """
    return _GRATINGS[band[1]], _ARMS[band[0]]
