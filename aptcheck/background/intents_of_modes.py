"""The effect of each intent over all modes of a proposal."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aptcheck.background.stated_intents import StatedIntent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aptcheck.background.graph import Graph

__all__ = ["stated_in"]


def stated_in(graphs: Iterable[Graph]) -> tuple[StatedIntent, ...]:
    """Return each entry once, with the observations of all modes for which it decides.

    An entry that decides in one mode needs no match in another. For one that decides in none, the
    nearest match in a mode with science is returned.
    """
    by_name: dict[str, list[StatedIntent]] = defaultdict(list)
    for graph in sorted(graphs, key=lambda graph: not graph.sciences):
        for stated in graph.intents:
            by_name[stated.name].append(stated)
    return tuple(_one(members) for members in by_name.values())


def _one(members: list[StatedIntent]) -> StatedIntent:
    if len(members) == 1:
        return members[0]
    numbers = sorted({number for one in members for number in one.observations})
    faults = [one.unmatched for one in members if one.unmatched is not None]
    if len(faults) < len(members):
        faults = []
    unmatched = next((fault for fault in faults if fault.near), faults[0] if faults else None)
    return StatedIntent(name=members[0].name, observations=tuple(numbers), unmatched=unmatched)
