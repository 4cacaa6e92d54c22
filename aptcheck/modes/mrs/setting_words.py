"""The names of MRS settings and gratings in messages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from aptcheck.model.templates.mrs_gratings import ARMS, GRATINGS, Arm, Grating
from aptcheck.modes.mrs.settings import APT_NAMES
from aptcheck.wording import listed

if TYPE_CHECKING:
    from aptcheck.modes.ramp import Setting

__all__ = [
    "BESIDE_TARGET",
    "grating_names",
    "setting_names",
]

#: Why requirements on MRS science at its source do not apply with Primary Channel = Imager.
BESIDE_TARGET = "with Primary Channel = Imager the MRS is beside the target"


def grating_names(gratings: Iterable[str]) -> str:
    """Return gratings by APT's names, shortest wavelength first."""
    chosen = set(gratings)
    return listed([APT_NAMES[grating] for grating in GRATINGS if grating in chosen])


def setting_names(settings: Iterable[Setting]) -> str:
    """Return settings by APT's names; a detector arm is named only if it is the only one.

    ``SHORT(A) and LONG(C)``, or ``SHORT(A); MEDIUM(B) and LONG(C) on the MRS LONG detector``.
    """
    by_arms: dict[tuple[Arm, ...], list[Grating]] = {}
    chosen = set(settings)
    for grating in GRATINGS:
        if arms := tuple(arm for arm in ARMS if (grating, arm) in chosen):
            by_arms.setdefault(arms, []).append(grating)
    return "; ".join(
        grating_names(gratings) + ("" if arms == ARMS else f" on the MRS {arms[0]} detector")
        for arms, gratings in sorted(by_arms.items(), key=lambda item: -len(item[0]))
    )
