"""The intents of a configuration held against a proposal: which decides for which observation.

Of the entries that name a science observation decides the first of: its own number, the number of
one of its backgrounds, its target's name, the name of a background's target; among those of one
kind the first in the file. An entry that names a background is meant for the science that this
serves, where that is one observation, or with a name one target.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.background.unmatched_intent import Unmatched, overruled, shared, unmatched
from aptcheck.config.patterns import fits

if TYPE_CHECKING:
    from aptcheck.background.edge import Edge
    from aptcheck.background.suspicion import Suspicion
    from aptcheck.config import IntentSetting
    from aptcheck.model import Observation, Proposal, Target

__all__ = ["Side", "StatedIntent", "decide"]


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """A science observation for which intents are looked up, with its declared pairs."""

    observation: Observation
    target: Target | None
    edges: tuple[Edge, ...]

    @property
    def target_name(self) -> str:
        """The name of its target, empty where that is not in the file."""
        return self.target.name if self.target is not None else ""


@dataclass(frozen=True, kw_only=True, slots=True)
class StatedIntent:
    """One entry: the numbers of the science observations it decides for, or why for none.

    ``unmatched`` is None where it names science itself, also where another comes before it there.
    """

    name: str
    observations: tuple[int, ...] = ()
    unmatched: Unmatched | None = None


#: By what an entry names a side, in the order in which it decides.
_NUMBER, _BACKGROUND, _NAME, _BACKGROUND_NAME = range(4)


class _Index:
    """The sides, as positions in their list, by all that an entry can name them by."""

    def __init__(self, proposal: Proposal, sides: Sequence[Side]) -> None:
        self.sides = sides
        self._by_number: dict[str, list[int]] = {}
        self._by_name: dict[str, list[int]] = {}
        self._by_sky: dict[str, dict[int, None]] = {}
        self._by_sky_name: dict[str, dict[int, None]] = {}
        for position, side in enumerate(sides):
            self._by_number.setdefault(str(side.observation.number), []).append(position)
            self._by_name.setdefault(side.target_name, []).append(position)
            for sky in (edge.sky for edge in side.edges):
                target = proposal.target_of(sky)
                name = target.name if target is not None else ""
                self._by_sky.setdefault(str(sky.number), {})[position] = None
                self._by_sky_name.setdefault(name, {})[position] = None

    def named(self, entry: str) -> list[tuple[int, int]]:
        """Return (by what, position) of each side that an entry itself names."""
        own = [(_NUMBER, position) for position in self._by_number.get(entry, ())]
        names = _fitting(self._by_name, entry)
        return own + [(_NAME, position) for name in names for position in self._by_name[name]]

    def served(self, entry: str) -> list[tuple[int, int]] | Unmatched:
        """Return the same of each whose background it names, or that the background is shared."""
        users = tuple(self._by_sky.get(entry, ()))
        numbers = list(dict.fromkeys(self.sides[user].observation.number for user in users))
        if len(numbers) > 1:
            return shared(f"observation {entry}", numbers)
        found = [(_BACKGROUND, user) for user in users]
        for name in _fitting(self._by_sky_name, entry):
            users = tuple(self._by_sky_name[name])
            targets = list(dict.fromkeys(self.sides[user].target_name for user in users))
            if len(targets) > 1:
                return shared(name, targets)
            found += [(_BACKGROUND_NAME, user) for user in users]
        return found


def decide(
    proposal: Proposal,
    intents: Mapping[str, IntentSetting],
    sides: Sequence[Side],
    suspicions: Iterable[Suspicion],
) -> tuple[list[IntentSetting | None], tuple[StatedIntent, ...]]:
    """Return the setting of each side, None where no entry names it, and what became of each entry.

    Parameters
    ----------
    proposal : Proposal
    intents : mapping
        Settings by observation number or target name, in the order of the file.
    sides : sequence of Side
        All science observations.
    suspicions : iterable of Suspicion
        What looks like a background and is not declared: never taken for its science.
    """
    if not intents:
        return [None] * len(sides), ()
    index = _Index(proposal, sides)
    claims: list[list[tuple[int, int, str]]] = [[] for _ in sides]
    faults: dict[str, Unmatched] = {}
    aside: dict[str, list[int]] = {}
    for order, entry in enumerate(intents):
        found: list[tuple[int, int]] | Unmatched = index.named(entry)
        if not found:
            found = index.served(entry)
            aside[entry] = [] if isinstance(found, Unmatched) else [side for _, side in found]
        if isinstance(found, Unmatched):
            faults[entry] = found
        elif not found:
            science = [side.observation for side in sides]
            faults[entry] = unmatched(entry, proposal, science, suspicions)
        else:
            for by, position in found:
                claims[position].append((by, order, entry))
    deciding = [min(own)[2] if own else None for own in claims]
    won: dict[str, dict[int, None]] = {entry: {} for entry in intents}
    for winner, side in zip(deciding, sides, strict=True):
        if winner is not None:
            won[winner][side.observation.number] = None
    for entry, positions in aside.items():
        if positions and not won[entry]:
            first = positions[0]
            faults[entry] = overruled(entry, sides[first].observation.number, str(deciding[first]))
    stated = tuple(
        StatedIntent(name=entry, observations=tuple(won[entry]), unmatched=faults.get(entry))
        for entry in intents
    )
    return [None if winner is None else intents[winner] for winner in deciding], stated


def _fitting(names: Iterable[str], entry: str) -> list[str]:
    return [name for name in names if name and fits(name, entry)]
