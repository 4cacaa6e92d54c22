"""The forms of APT by their names, and what to do in them: the sentences a fix is made of."""

from __future__ import annotations

from collections.abc import Iterable

from aptcheck.wording.plurals import agree, numbered
from aptcheck.wording.texts import named

__all__ = [
    "MRS_FORM",
    "REQUIREMENTS",
    "TARGETS",
    "in_dithers",
    "in_form",
    "in_mrs_form",
    "in_requirements",
    "in_targets",
]

TARGETS = "Targets"
MRS_FORM = "MIRI MRS form"
REQUIREMENTS = "Special Requirements"

#: More observations than these make a sentence unreadable.
_MOST = 12


def in_targets(change: str, entry: str | Iterable[str] = ()) -> str:
    """Return ``In Targets, open NGC-1 and set Extended to YES.`` of what comes after the comma.

    With ``entry`` one name or several are in front: ``In Targets, entries A and B, tick ...``.
    """
    names = (entry,) if isinstance(entry, str) else tuple(dict.fromkeys(entry))
    where = f"{TARGETS}, {agree(names, 'entry', 'entries')} {named(names)}" if names else TARGETS
    return f"In {where}, {change}."


def in_form(observation: int, form: str, change: str) -> str:
    """Return ``In observation 2, NIRSpec IFU Spectroscopy form, set ...``; the form by its name."""
    return f"In observation {observation}, {form} form, {change}."


def in_mrs_form(observation: int, change: str) -> str:
    """Return ``In observation 2, MIRI MRS form, set Acq Target to NONE.``."""
    return f"In observation {observation}, {MRS_FORM}, {change}."


def in_dithers(observation: int, dither: int, field: str, value: str) -> str:
    """Return ``In observation 2, MIRI MRS form, Dithers, set Dither Type of dither 1 to 4-Point.``.

    ``field`` is what is set in an entry of the list, by its number.
    """
    return in_mrs_form(observation, f"Dithers, set {field} of dither {dither} to {value}")


def in_requirements(change: str, observations: Iterable[int] = ()) -> str:
    """Return ``In Special Requirements of observation 2, set ...``, without numbers of all.

    More numbers than a sentence can hold are ``of each``.
    """
    numbers = tuple(observations)
    whose = f" of {numbered('observation', numbers)}," if numbers else ""
    if len(numbers) > _MOST:
        whose = " of each,"
    return f"In {REQUIREMENTS}{whose} {change}."
