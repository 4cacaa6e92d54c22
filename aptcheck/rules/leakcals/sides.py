"""Pairs of which only one side has leakage calibrations."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aptcheck.background.leakage import leakage_of, one_sided, uncorrected
from aptcheck.rules import NotChecked, applies
from aptcheck.wording import briefly, in_form, numbered

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from aptcheck.background.leakage import OneSided
    from aptcheck.background.pairs import Pairs
    from aptcheck.modes.mode import Mode
    from aptcheck.modes.ramp import Setting
    from aptcheck.rules import Context

__all__ = ["add_them", "by_sky", "concerned", "sides_alone", "unless_intended"]


def sides_alone(
    pairs: Pairs, context: Context, *, on_science: bool
) -> Generator[NotChecked, None, list[OneSided]]:
    """Return where only one side has calibrations; yield what cannot be judged.

    Ends the rule where nothing is subtracted, or where neither side has any.
    """
    applies(pairs.attached.bonds, "a time series gets no background (BKG114)")
    used = [one for one in pairs.attached.backgrounds if one.intent.subtracts_background]
    applies(used, "the plan subtracts no background of this proposal")
    every = {o.number: leakage_of(o) for one in used for o in one.observations}
    applies(
        any(one.calibrations or one.unclear for one in every.values()),
        "no leakage calibration is taken",
    )
    if unclear := [number for number, one in every.items() if one.unclear]:
        yield NotChecked(
            f"{numbered('observation', unclear)}: {context.mode.unclear_fields} or Ngroups of an "
            "exposure is not known"
        )
    stray = uncorrected(context.graph)
    found = [side for one in used for side in one_sided(one, stray)]
    return [side for side in found if side.on_science == on_science]


def concerned(pairs: Pairs, sides: Iterable[OneSided]) -> Pairs:
    """Return the pairs of the observations that some sides name."""
    found = tuple(sides)
    return pairs.only(
        sciences={number for side in found for number in side.sciences},
        skies={number for side in found for number in side.skies},
    )


def by_sky(sides: Iterable[OneSided]) -> dict[int, set[Setting]]:
    """Return {background observation: its settings in some sides}, by number."""
    found: dict[int, set[Setting]] = defaultdict(set)
    for side in sides:
        for number in side.skies:
            found[number].add(side.setting)
    return dict(sorted(found.items()))


def add_them(numbers: Iterable[int], settings: Iterable[Setting], mode: Mode) -> str:
    """Return how to add leakage calibrations to observations."""
    own = sorted(set(numbers))
    change = f"add an exposure in {mode.setting_names(settings)} with Leakcal ticked"
    if len(own) == 1:
        return in_form(own[0], mode.form, change)
    return f"In each of {briefly('observation', own)}, {mode.form} tab, {change}."


def unless_intended(numbers: Iterable[int], settings: Iterable[Setting], mode: Mode) -> str:
    """Return `add_them` where one side alone may be intended."""
    add = add_them(numbers, settings, mode)
    return f"No action if this is intended. Otherwise, {add[:1].lower()}{add[1:]}"
