"""How a message names settings and gratings of the MRS."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from aptcheck.model.templates.mrs_gratings import ARMS, GRATINGS, Arm, Grating
from aptcheck.modes.mrs.settings import APT_NAMES
from aptcheck.wording import listed

if TYPE_CHECKING:
    from aptcheck.modes.mrs.matching import SettingMatch
    from aptcheck.modes.mrs.ramps import Ramp
    from aptcheck.modes.mrs.settings import Setting

__all__ = [
    "BESIDE_TARGET",
    "difference_words",
    "grating_names",
    "groups_differences",
    "readout_differences",
    "setting_names",
]

#: Why what is asked of MRS science on its source is not asked of Primary Channel = Imager.
BESIDE_TARGET = "with Primary Channel = Imager the MRS stands beside the target"


def grating_names(gratings: Iterable[Grating]) -> str:
    """Return gratings by APT's names, shortest wavelength first."""
    chosen = set(gratings)
    return listed([APT_NAMES[grating] for grating in GRATINGS if grating in chosen])


def setting_names(settings: Iterable[Setting]) -> str:
    """Return settings by APT's names; a detector arm is named only where it stands alone.

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


def difference_words(differences: Iterable[tuple[Setting, str, str]]) -> str:
    """Return ``science 40, background 10 in SHORT(A); ...`` of (setting, science, background).

    Settings that differ in the same way are named together.
    """
    alike: dict[tuple[str, str], list[Setting]] = {}
    for setting, science, sky in differences:
        alike.setdefault((science, sky), []).append(setting)
    return "; ".join(
        f"science {science}, background {sky} in {setting_names(settings)}"
        for (science, sky), settings in alike.items()
    )


def readout_differences(wrong: Iterable[SettingMatch]) -> str:
    """Return the readout patterns of both sides of some settings, as `difference_words` tells."""
    return difference_words((a.setting, _readouts(a.science), _readouts(a.sky)) for a in wrong)


def groups_differences(wrong: Iterable[SettingMatch]) -> str:
    """Return the Ngroups of science without an equal, and those of the background, likewise.

    The readout pattern stands before them where the background has several.
    """
    return difference_words((a.setting, _groups(a.unmatched, a), _groups(a.sky, a)) for a in wrong)


def _readouts(ramps: Iterable[Ramp]) -> str:
    return "/".join(sorted({ramp.readout or "" for ramp in ramps}))


def _groups(ramps: Iterable[Ramp], match: SettingMatch) -> str:
    several = len({ramp.readout for ramp in match.sky}) > 1
    groups = sorted({(ramp.readout or "", ramp.groups or 0) for ramp in ramps})
    return "/".join(f"{readout} {n}" if several else f"{n}" for readout, n in groups)
