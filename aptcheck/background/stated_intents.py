"""The intents of a configuration applied to a proposal: which decides for which observation.

Several entries may name a science observation. The first of these decides: its own number, its
target's name, the number of one of its backgrounds, the name of a background's target. Within one
kind, an exact name comes before a pattern, then the first in the file. An entry that names a
background is meant for the science that uses it, where that is one observation or, by name, one
target.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from aptcheck.background.unmatched_intent import (
    Remedy,
    Unmatched,
    overruled,
    shared,
    unmatched,
    without_shadow,
)
from aptcheck.config.patterns import fits

if TYPE_CHECKING:
    from aptcheck.background.suspicion import Suspicion
    from aptcheck.config import IntentSetting
    from aptcheck.model import Observation, Proposal, Target
    from aptcheck.modes.mode import Mode

__all__ = ["Side", "StatedIntent", "decide"]


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """A science observation for which intents are looked up, with its declared skies."""

    observation: Observation
    target: Target | None
    skies: tuple[Observation, ...]

    @property
    def target_name(self) -> str:
        """The name of its target, empty where that is not in the file."""
        return self.target.name if self.target is not None else ""

    @property
    def is_moving(self) -> bool:
        """Whether its target is a solar-system body."""
        return self.target is not None and self.target.is_moving


@dataclass(frozen=True, kw_only=True, slots=True)
class StatedIntent:
    """One entry: the numbers of the science observations it decides for, or why there are none.

    ``unmatched`` is None where it decides everything it sets for at least one.
    """

    name: str
    observations: tuple[int, ...] = ()
    unmatched: Unmatched | None = None


#: How an entry may name a side, in the order of precedence.
_NUMBER, _NAME, _BACKGROUND, _BACKGROUND_NAME = range(4)

#: How an entry names a side, whether by a pattern, and the side's position.
_Named: TypeAlias = tuple[int, bool, int]
#: The same for an entry that may decide for a side: the smallest does.
_Claim: TypeAlias = tuple[int, bool, int, str]


class _Index:
    """The sides, as positions in their list, by everything that an entry can name."""

    def __init__(self, proposal: Proposal, sides: Sequence[Side]) -> None:
        self.sides = sides
        self._by_number: dict[str, list[int]] = {}
        self._by_name: dict[str, list[int]] = {}
        self._by_sky: dict[str, dict[int, None]] = {}
        self._by_sky_name: dict[str, dict[int, None]] = {}
        for position, side in enumerate(sides):
            self._by_number.setdefault(str(side.observation.number), []).append(position)
            self._by_name.setdefault(side.target_name, []).append(position)
            for sky in side.skies:
                target = proposal.target_of(sky)
                name = target.name if target is not None else ""
                self._by_sky.setdefault(str(sky.number), {})[position] = None
                self._by_sky_name.setdefault(name, {})[position] = None

    def named(self, entry: str) -> list[_Named]:
        """Return each side that an entry names directly."""
        own = [(_NUMBER, False, position) for position in self._by_number.get(entry, ())]
        return own + [
            (_NAME, name != entry, position)
            for name in _fitting(self._by_name, entry)
            for position in self._by_name[name]
        ]

    def served(self, entry: str) -> list[_Named] | Unmatched:
        """Return each side whose background an entry names, or why a shared one matches none."""
        users = tuple(self._by_sky.get(entry, ()))
        numbers = list(dict.fromkeys(self.sides[user].observation.number for user in users))
        if len(numbers) > 1:
            return shared(f"observation {entry}", numbers)
        found = [(_BACKGROUND, False, user) for user in users]
        for name in _fitting(self._by_sky_name, entry):
            users = tuple(self._by_sky_name[name])
            targets = list(dict.fromkeys(self.sides[user].target_name for user in users))
            if len(targets) > 1:
                return shared(name, targets)
            found += [(_BACKGROUND_NAME, name != entry, user) for user in users]
        return found


def decide(
    proposal: Proposal,
    intents: Mapping[str, IntentSetting],
    sides: Sequence[Side],
    suspicions: Iterable[Suspicion],
    mode: Mode,
) -> tuple[list[IntentSetting | None], tuple[StatedIntent, ...]]:
    """Return the setting of each side, None where no entry names it, and the effect of each entry.

    Parameters
    ----------
    proposal : Proposal
    intents : mapping
        Settings by observation number or target name, in the order of the file.
    sides : sequence of Side
        All science observations.
    suspicions : iterable of Suspicion
        What looks like a background and is not declared: never treated as science.
    mode : Mode
        That of all of them.
    """
    if not intents:
        return [None] * len(sides), ()
    index = _Index(proposal, sides)
    claims: list[list[_Claim]] = [[] for _ in sides]
    faults: dict[str, Unmatched] = {}
    meant: dict[str, list[_Named]] = {}
    for order, entry in enumerate(intents):
        found: list[_Named] | Unmatched = index.named(entry) or index.served(entry)
        if isinstance(found, Unmatched):
            faults[entry] = found
        elif not found:
            science = [side.observation for side in sides]
            faults[entry] = unmatched(entry, proposal, science, suspicions, mode)
        else:
            meant[entry] = found
            for by, pattern, position in found:
                claims[position].append((by, pattern, order, entry))
    deciding = [min(own)[-1] if own else None for own in claims]
    won: dict[str, dict[int, None]] = {entry: {} for entry in intents}
    for winner, side in zip(deciding, sides, strict=True):
        if winner is not None:
            won[winner][side.observation.number] = None
    for entry, named in meant.items():
        if not won[entry]:
            faults[entry] = _overruled(entry, named, sides, claims, won)
    moving = {side.observation.number for side in sides if side.is_moving}
    for entry, numbers in won.items():
        if numbers and intents[entry].strategy == "shadow" and not moving & set(numbers):
            faults[entry] = without_shadow(tuple(numbers))
    stated = tuple(
        StatedIntent(name=entry, observations=tuple(won[entry]), unmatched=faults.get(entry))
        for entry in intents
    )
    return [None if winner is None else intents[winner] for winner in deciding], stated


def _overruled(
    entry: str,
    named: Sequence[_Named],
    sides: Sequence[Side],
    claims: Sequence[Sequence[_Claim]],
    won: Mapping[str, Collection[int]],
) -> Unmatched:
    first = [min(claims[position]) for _, _, position in named]
    numbers = [sides[position].observation.number for _, _, position in named]
    winners = [claim[-1] for claim in first]
    remedy: Remedy = "choose"
    if all(set(won[winner]) - set(numbers) for winner in winners):
        by_order = all(own[:2] == claim[:2] for own, claim in zip(named, first, strict=True))
        remedy = "above" if by_order else "number"
    what = "a background" if named[0][0] in (_BACKGROUND, _BACKGROUND_NAME) else "the target"
    return overruled(entry, what, numbers, winners, remedy)


def _fitting(names: Iterable[str], entry: str) -> list[str]:
    return [name for name in names if name and fits(name, entry)]
