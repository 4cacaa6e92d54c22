"""Settings of the science that the background misses by one choice: another filter or slit."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aptcheck.modes.matching import SettingMatch
    from aptcheck.modes.mode import Mode
    from aptcheck.modes.ramp import Setting

__all__ = ["is_kin", "near_misses"]


def near_misses(mode: Mode, matches: Iterable[SettingMatch]) -> dict[Setting, list[Setting]]:
    """Return {what the science takes and the background does not: what that takes instead}."""
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
    """Whether one of some others differs from it in no more than a filter or a slit."""
    return mode.kin(element) in {mode.kin(other) for other in others}
