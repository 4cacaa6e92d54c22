"""Words for differences between the settings of both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aptcheck.modes.matching import SettingMatch
    from aptcheck.modes.mode import Mode
    from aptcheck.modes.ramp import Ramp, Setting

__all__ = ["difference_words", "groups_differences", "readout_differences"]


def difference_words(mode: Mode, differences: Iterable[tuple[Setting, str, str]]) -> str:
    """Return ``science 40, background 10 in SHORT(A); ...`` from (setting, science, background).

    Settings with the same difference are named together.
    """
    alike: dict[tuple[str, str], list[Setting]] = {}
    for setting, science, sky in differences:
        alike.setdefault((science, sky), []).append(setting)
    return "; ".join(
        f"science {science}, background {sky} in {mode.setting_names(settings)}"
        for (science, sky), settings in alike.items()
    )


def readout_differences(mode: Mode, wrong: Iterable[SettingMatch]) -> str:
    """Return the readout patterns of both sides in some settings, as in `difference_words`."""
    return difference_words(
        mode, ((a.setting, _readouts(a.science), _readouts(a.sky)) for a in wrong)
    )


def groups_differences(mode: Mode, wrong: Iterable[SettingMatch]) -> str:
    """Return the Ngroups of science without a match, and those of the background, likewise.

    The readout pattern precedes them if the background has several.
    """
    return difference_words(
        mode, ((a.setting, _groups(a.unmatched, a), _groups(a.sky, a)) for a in wrong)
    )


def _readouts(ramps: Iterable[Ramp]) -> str:
    return "/".join(sorted({ramp.readout or "" for ramp in ramps}))


def _groups(ramps: Iterable[Ramp], match: SettingMatch) -> str:
    several = len({ramp.readout for ramp in match.sky}) > 1
    groups = sorted({(ramp.readout or "", ramp.groups or 0) for ramp in ramps})
    return "/".join(f"{readout} {n}" if several else f"{n}" for readout, n in groups)
