"""Skies that no science observation of their mode uses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.background.background_list import is_science_and_background
from aptcheck.geometry.great_circle import great_circle_arcsec
from aptcheck.model.epoch import position_at

if TYPE_CHECKING:
    from aptcheck.background.graph import Graph
    from aptcheck.background.roles import Science
    from aptcheck.model import Observation, Target

__all__ = ["COPY_ARCSEC", "Orphan", "is_copy_of", "orphan"]

#: Two targets closer than this, in arcsec, are copies of one object.
COPY_ARCSEC = 5.0


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Orphan:
    """A background target observed in a mode in which its listing targets are not.

    ``lost`` are the numbers of the observations of listing targets that are withdrawn, skipped or
    failed. ``copied`` are the science observations of another target at the place of a listing one,
    which shows that the list is on the wrong copy.
    """

    skies: tuple[Observation, ...]
    listers: tuple[Target, ...]
    lost: tuple[int, ...]
    copied: tuple[Science, ...]


def orphan(graph: Graph, target: Target) -> Orphan | None:
    """Return how a listed target is orphaned, None when it is not.

    One that asks for a background itself is not, since that is a separate fault. Nor is one whose
    listing target another instrument observes.
    """
    if target.number not in graph.listed or is_science_and_background(graph, target):
        return None
    skies = tuple(o for o in graph.observations_of(target) if graph.is_sky(o))
    if not skies:
        return None
    listers = graph.listers_of(target)
    if any(not o.is_out for lister in listers for o in graph.observations_of(lister)):
        return None
    places = (position_at(lister, None) for lister in listers)
    copied = {
        science.number: science
        for place in places
        if place is not None
        for _, science in graph.science_places.near(place, COPY_ARCSEC)
    }
    taken = (o for lister in listers for o in graph.observations_of(lister))
    lost = tuple(o.number for o in taken if graph.mode.is_taken(o))
    return Orphan(
        skies=skies,
        listers=listers,
        lost=lost,
        copied=tuple(copied[number] for number in sorted(copied)),
    )


def is_copy_of(target: Target, others: Iterable[Target]) -> bool:
    """Whether a target is a copy of any of the others, at the same place."""
    own = position_at(target, None)
    if own is None:
        return False
    places = (position_at(other, None) for other in others)
    return any(
        # The declination alone rules out most of a long target list.
        abs(own[1] - place[1]) * 3600 <= COPY_ARCSEC
        and great_circle_arcsec(own, place) <= COPY_ARCSEC
        for place in places
        if place is not None
    )
