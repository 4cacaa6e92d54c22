"""Science settings that the background misses only by another filter or slit."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aptcheck.modes.matching import SettingMatch
    from aptcheck.modes.mode import Mode
    from aptcheck.modes.ramp import Setting

__all__ = ["is_kin", "near_misses"]


def near_misses(mode: Mode, matches: Iterable[SettingMatch]) -> dict[Setting, list[Setting]]:
    """Return {setting that only the science uses: what the background uses instead}."""
    matches = tuple(matches)
    offered = dict.fromkeys(mode.element(match.setting) for match in matches if match.sky)
    wanted = dict.fromkeys(mode.element(match.setting) for match in matches if match.science)
    missed = {
        one: [other for other in offered if mode.kin(other) == mode.kin(one)]
        for one in wanted
        if one not in offered
    }
    return {one: instead for one, instead in missed.items() if instead}


def is_kin(mode: Mode, element: Setting, others: Iterable[Setting]) -> bool:
    """Whether any of the others is the same but for its filter or slit."""
    return mode.kin(element) in {mode.kin(other) for other in others}
