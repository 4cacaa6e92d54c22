"""Skies that no MRS science observation uses."""

from __future__ import annotations

from dataclasses import dataclass

from aptcheck.background.double_role import plays_both
from aptcheck.background.graph import Graph
from aptcheck.background.separation import great_circle_arcsec, position_at
from aptcheck.background.sides import Science
from aptcheck.model import Observation, Target

__all__ = ["COPY_ARCSEC", "Orphan", "orphan"]

#: Two entries closer than this, in arcsec, are copies of one object.
COPY_ARCSEC = 5.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Orphan:
    """A sky target observed with the MRS whose listing targets are not.

    ``copied`` are the science observations of another entry at the place of a listing one, which
    tells that the list stands on the wrong copy.
    """

    skies: tuple[Observation, ...]
    listers: tuple[Target, ...]
    copied: tuple[Science, ...]


def orphan(graph: Graph, target: Target) -> Orphan | None:
    """Return how a listed target is orphaned, None when it is not.

    One that asks for a background itself is not: that is a fault of its own (BKG109). Nor is one
    whose listing target another instrument observes.
    """
    if target.number not in graph.listed or plays_both(graph, target):
        return None
    skies = tuple(o for o in graph.observations_of(target) if graph.is_sky(o))
    if not skies:
        return None
    listers = graph.listers_of(target)
    if any(not o.is_out for lister in listers for o in graph.observations_of(lister)):
        return None
    copied = tuple(
        science
        for science in graph.sciences
        if science.target is not None
        and any(_same_place(science.target, lister) for lister in listers)
    )
    return Orphan(skies=skies, listers=listers, copied=copied)


def _same_place(one: Target, other: Target) -> bool:
    places = position_at(one, None), position_at(other, None)
    if places[0] is None or places[1] is None:
        return False
    return great_circle_arcsec(places[0], places[1]) <= COPY_ARCSEC
