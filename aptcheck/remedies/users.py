"""The science that uses a background, and whether the background may be changed for it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from aptcheck.background.declared_elsewhere import declared_elsewhere

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aptcheck.background.graph import Graph
    from aptcheck.background.roles import Background
    from aptcheck.model import Observation

__all__ = ["is_science_too", "users_of"]

_HELD: WeakKeyDictionary[Graph, Mapping[int, list[Observation]]] = WeakKeyDictionary()


def is_science_too(background: Background, graph: Graph) -> bool:
    """Whether one of the backgrounds is also science, which a change might break."""
    return any(graph.science(sky.number) is not None for sky in background.skies)


def users_of(background: Background, graph: Graph) -> tuple[Observation, ...]:
    """Return the science that uses the backgrounds, or will once it lists what it is linked to."""
    users = {science.number: science.observation for science in background.sciences}
    for sky in background.skies:
        users |= {science.number: science.observation for science in graph.users_of(sky)}
        users |= {one.number: one for one in _held_beside(graph).get(sky.number, ())}
    return tuple(users[number] for number in sorted(users))


def _held_beside(graph: Graph) -> Mapping[int, list[Observation]]:
    """Return {background: science linked to it that does not list it}; worked out once."""
    if graph not in _HELD:
        found: dict[int, list[Observation]] = defaultdict(list)
        for held in declared_elsewhere(graph):
            for sky in held.skies:
                found[sky.number].append(held.science.observation)
        _HELD[graph] = found
    return _HELD[graph]
