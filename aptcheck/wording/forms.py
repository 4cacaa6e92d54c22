"""APT's own names for its forms, tabs and links, one name each, and the sentences of a fix.

Read off proposals that APT printed from 2021 to 2026 and off JDox ("JWST APT Targets", "APT Special
Requirements", the APT template guides; read 2026-11). Two names are ours because the full label on
the screen is not known: the checkbox that asks for companion background observations, and the list
of background targets that goes with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from aptcheck.wording.plurals import numbered
from aptcheck.wording.texts import named

__all__ = [
    "ACQUISITION_TARGET",
    "AFTER_LINK",
    "BACKGROUND_CHECKBOX",
    "BACKGROUND_LIST",
    "FIXED_TARGETS",
    "LINK",
    "MIRI_CORONAGRAPHY",
    "MIRI_IMAGING",
    "MIRI_LRS",
    "MIRI_MRS",
    "MOSAIC",
    "NIRSPEC_FIXED_SLITS",
    "NIRSPEC_IFU",
    "PA_OFFSET",
    "PA_RANGE",
    "REQUIREMENTS",
    "SAME_PA",
    "SOLAR_SYSTEM_TARGETS",
    "in_dithers",
    "in_form",
    "in_mrs_form",
    "in_requirements",
    "in_targets",
    "target_folder",
]

# Folders of the tree, and the fields of a target there.
FIXED_TARGETS: Final = "Fixed Targets"
SOLAR_SYSTEM_TARGETS: Final = "Solar System Targets"
BACKGROUND_CHECKBOX: Final = "background checkbox"
BACKGROUND_LIST: Final = "background target list"

# Tabs of an observation: the first has the name of the template.
MIRI_MRS: Final = "MIRI Medium Resolution Spectroscopy"
MIRI_IMAGING: Final = "MIRI Imaging"
MIRI_CORONAGRAPHY: Final = "MIRI Coronagraphic Imaging"
MIRI_LRS: Final = "MIRI Low Resolution Spectroscopy"
NIRSPEC_IFU: Final = "NIRSpec IFU Spectroscopy"
NIRSPEC_FIXED_SLITS: Final = "NIRSpec Fixed Slit Spectroscopy"
MOSAIC: Final = "Mosaic Properties"
REQUIREMENTS: Final = "Special Requirements"

ACQUISITION_TARGET: Final = "Acq Target"

# What is added in Special Requirements.
LINK: Final = "Group/Sequence Observations Link"
AFTER_LINK: Final = "After Observation Link"
PA_RANGE: Final = "Aperture PA Range"
SAME_PA: Final = "Same Aperture PA"
PA_OFFSET: Final = "Aperture PA Offset"

#: More observations than this make a sentence unreadable.
_MOST = 12


def target_folder(kind: str) -> str:
    """Return the folder of a target by its type in the file, such as ``SolarSystemTargetType``."""
    return SOLAR_SYSTEM_TARGETS if "SolarSystem" in kind else FIXED_TARGETS


def in_targets(change: str, entry: str | Iterable[str] = (), *, folder: str = FIXED_TARGETS) -> str:
    """Return ``In Fixed Targets, open NGC-1 and set Extended to YES.``; ``change`` is the end.

    ``entry``, one name or several, is opened first: ``In Fixed Targets, open A and B, tick ...``.
    ``folder`` is the folder of the targets: moving targets are in another one.
    """
    names = (entry,) if isinstance(entry, str) else tuple(dict.fromkeys(entry))
    opened = f"open {named(names)}, " if names else ""
    return f"In {folder}, {opened}{change}."


def in_form(observation: int, form: str, change: str) -> str:
    """Return ``In observation 2, NIRSpec IFU Spectroscopy tab, set ...``; ``form`` is the tab."""
    return f"In observation {observation}, {form} tab, {change}."


def in_mrs_form(observation: int, change: str) -> str:
    """Return `in_form` for the MRS."""
    return in_form(observation, MIRI_MRS, change)


def in_dithers(observation: int, dither: int, field: str, value: str) -> str:
    """Return ``In observation 2, MIRI ... tab, Dithers, set Dither Type of dither 1 to 4-Point.``.

    ``field`` is set in one entry of the list, given by its number.
    """
    return in_mrs_form(observation, f"Dithers, set {field} of dither {dither} to {value}")


def in_requirements(change: str, observations: Iterable[int] = ()) -> str:
    """Return ``In Special Requirements of observation 2, set ...``; without numbers, for all.

    More numbers than fit in a sentence become ``of each``.
    """
    numbers = tuple(observations)
    whose = f" of {numbered('observation', numbers)}," if numbers else ","
    if len(numbers) > _MOST:
        whose = " of each,"
    return f"In {REQUIREMENTS}{whose} {change}."
