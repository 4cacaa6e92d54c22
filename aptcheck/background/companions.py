"""Science sides that use the same skies, so that one cause is told once.

A sky that serves ten science targets is one field with one exposure table: what is wrong with it
is one fault, told for all who use it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable

from aptcheck.background.graph import Graph
from aptcheck.background.sides import Background
from aptcheck.model import Observation

__all__ = ["TOLD", "alike", "companions", "science_numbers", "users"]

#: Why a rule is silent for all but the first of those that share one fault.
TOLD = "told with another science observation that uses the same sky"


def companions(graph: Graph, background: Background) -> tuple[Background, ...]:
    """Return all that use the same sky observations as ``background``, itself included."""
    return graph.sharers(background).of_all(background.sky_numbers)


def alike(
    graph: Graph, background: Background, fault: Callable[[Background], Hashable]
) -> tuple[Background, ...]:
    """Return the companions for which ``fault`` is equal; empty where an earlier one tells it."""
    own = fault(background)
    found: list[Background] = []
    for peer in companions(graph, background):
        if peer is background or fault(peer) == own:
            # Only the first gathers them all: a sky may serve hundreds.
            if not found and peer is not background:
                return ()
            found.append(peer)
    return tuple(found)


def users(graph: Graph, background: Background, sky: Observation) -> tuple[Background, ...]:
    """Return all that use one sky observation of ``background``, alone or among others."""
    return graph.sharers(background).of_one(sky.number)


def science_numbers(backgrounds: Iterable[Background]) -> tuple[int, ...]:
    """Return the science observation numbers of several, each once, in order."""
    return tuple(dict.fromkeys(n for b in backgrounds for n in b.science_numbers))
