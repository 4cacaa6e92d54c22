"""Science observations without a background, where nothing says that one was meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.background.appearance import looks_like_sky
from aptcheck.background.declared_elsewhere import declared_elsewhere
from aptcheck.background.orphans import orphan, stands_at

if TYPE_CHECKING:
    from aptcheck.background.graph import Graph
    from aptcheck.background.roles import Science

__all__ = ["without_background"]


def without_background(graph: Graph) -> tuple[Science, ...]:
    """Return the science observations that might be advised to take a background.

    Left out are those whose set-up shows that a background was meant and went wrong, which is told
    elsewhere: a target that asks for one, a suspected sky, a sky that another target declares or
    whose list stands on a copy, and sky taken beside the same place with Primary Channel = Imager.
    So is what is called sky, though it serves nobody.
    """
    meant = {o.number for suspicion in graph.suspicions for o in suspicion.sciences}
    meant |= {found.science.number for found in declared_elsewhere(graph)}
    orphans = (orphan(graph, target) for target in graph.proposal.targets)
    meant |= {s.number for found in orphans if found is not None for s in found.copied}
    imaged = [
        science.target
        for science in graph.sciences
        if science.target is not None
        and science.observation.is_beside_target
        and science.intent.strategy != "none"
    ]
    return tuple(
        science
        for science in graph.sciences
        if not science.bonds
        and science.number not in meant
        and not _asks(science)
        and not looks_like_sky(science.observation, science.target)
        and not science.observation.is_beside_target
        and not (science.target is not None and stands_at(science.target, imaged))
    )


def _asks(science: Science) -> bool:
    target = science.target
    return target is not None and target.asks_for_background
