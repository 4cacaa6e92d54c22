"""Targets that are listed as a background and ask for one themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aptcheck.background.graph import Graph
    from aptcheck.model import Target

__all__ = ["lists_itself", "mutual", "plays_both"]


def lists_itself(target: Target) -> bool:
    """Whether a target is in its own list of backgrounds."""
    return target.number is not None and target.number in {r.number for r in target.backgrounds}


def plays_both(graph: Graph, target: Target) -> bool:
    """Whether another target lists this one, which is science by its own entry."""
    asks = bool(target.background_required or target.backgrounds)
    return asks and target.number in graph.listed and not lists_itself(target)


def mutual(graph: Graph, target: Target) -> tuple[Target, ...]:
    """Return the others, observed with the MRS, that list a target and that it lists itself."""
    wanted = {reference.number for reference in target.backgrounds}
    return tuple(
        other
        for other in graph.listers_of(target)
        if other.number in wanted and any(o.is_live_mrs for o in graph.observations_of(other))
    )
