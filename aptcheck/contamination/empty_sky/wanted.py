"""Who needs a place for a background: science whose sky is spoiled, unchecked or missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from aptcheck.background.grouping import grouped
from aptcheck.background.without_background import recommended
from aptcheck.model import Mosaic

if TYPE_CHECKING:
    from aptcheck.background.graph import Graph
    from aptcheck.background.roles import Science
    from aptcheck.contamination.science_in_field import Meetings
    from aptcheck.contamination.sky import Sky
    from aptcheck.model import Observation
    from aptcheck.suggestions import PresentSky

__all__ = ["WantedSky", "present_sky", "wanted_skies"]


@dataclass(frozen=True, kw_only=True, eq=False)
class WantedSky:
    """Science that shares a background, and the observations that take it.

    Attributes
    ----------
    sciences : tuple of Science
        By number; at least one.
    skies : tuple of Observation
        Those that take the background now, all to be at one place; none where it is missing.
    """

    sciences: tuple[Science, ...]
    skies: tuple[Observation, ...] = ()

    @property
    def science(self) -> Science:
        """The first: positions are given from its target."""
        return self.sciences[0]

    @cached_property
    def by_target(self) -> dict[int | None, list[Science]]:
        """The science observations of each science target, by its number."""
        return grouped(self.sciences, lambda science: science.target_number)

    @property
    def target_names(self) -> tuple[str, ...]:
        """The names of the science targets, each once."""
        firsts = (sciences[0] for sciences in self.by_target.values())
        return tuple(one.observation.target_name for one in firsts)

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers of all observations of both sides."""
        both = (*(science.observation for science in self.sciences), *self.skies)
        return frozenset(observation.number for observation in both)

    @cached_property
    def takers(self) -> tuple[Observation, ...]:
        """The observations that take the background, or would: then copies of the science.

        A copy is made without mosaic and Offset, which are of no use on empty sky.
        """
        if self.skies:
            return self.skies
        return tuple(_copied(science.observation) for science in self.sciences)

    @property
    def shares_entry(self) -> bool:
        """Whether the background has the target entry of the science, and differs by its Offset."""
        return any(sky.target_number in self.by_target for sky in self.skies)

    @property
    def entry(self) -> str | None:
        """The target entry to give new coordinates; None where there is none to be moved."""
        if not self.skies or self.shares_entry:
            return None
        return self.skies[0].target_name

    @property
    def imager_primary(self) -> bool:
        """Whether the imager is to stay on the science target, and the MRS takes sky beside it."""
        return any(sky.imager_primary for sky in self.skies)


def wanted_skies(graph: Graph) -> tuple[WantedSky, ...]:
    """Return every background of a proposal that may be moved or is missing, by science number.

    Skies that serve the same science are one. Left out are those that have been taken, and those
    of a shadow, whose place is that of the science at another time.
    """
    found = [*_paired(graph), *_missing(graph)]
    return tuple(sorted(found, key=lambda wanted: wanted.science.number))


def _paired(graph: Graph) -> Iterator[WantedSky]:
    users = {id(sky): graph.users_of(sky) for sky in graph.background_fields}
    movable = (
        sky
        for sky in graph.background_fields
        if not sky.is_executed
        and users[id(sky)]
        and not any(science.uses_shadow for science in users[id(sky)])
    )
    alike = grouped(
        movable,
        lambda sky: (tuple(s.number for s in users[id(sky)]), sky.imager_primary),
    )
    for skies in alike.values():
        sciences = sorted(users[id(skies[0])], key=lambda science: science.number)
        yield WantedSky(sciences=tuple(sciences), skies=tuple(skies))


def _missing(graph: Graph) -> Iterator[WantedSky]:
    """Yield the science that has no background and should or might: one for each target."""
    suspected = {science.number for one in graph.suspicions for science in one.sciences}
    asking = [
        science
        for science in graph.sciences
        if not science.bonds
        and science.number not in suspected
        and science.target is not None
        and science.target.asks_for_background
        and not science.uses_shadow
    ]
    needed, advised = recommended(graph)
    bare = {science.number: science for science in (*asking, *needed, *advised)}
    waiting = (one for one in bare.values() if not one.observation.is_executed)
    for sciences in grouped(waiting, lambda science: science.target_number).values():
        yield WantedSky(sciences=tuple(sorted(sciences, key=lambda science: science.number)))


def present_sky(wanted: WantedSky, sky: Sky, meetings: Meetings) -> PresentSky:
    """Return what is known of the sky that the proposal has now, the worst of all.

    Contaminated is also one near extended emission, or on its own science source.
    """
    if not wanted.skies:
        return "missing"
    judged = [sky.judgement(one) for one in wanted.skies]
    known = [one for one in judged if one is not None]
    if any(one.outcome == "contaminated" or one.extended for one in known):
        return "contaminated"
    skies = grouped(wanted.skies, lambda one: one.target_number)
    if any(
        meetings.on_source(sciences[0].observation, same[0]) is not None
        for sciences in wanted.by_target.values()
        for same in skies.values()
    ):
        return "contaminated"
    clean = len(known) == len(judged) and all(one.outcome == "clean" for one in known)
    return "clean" if clean else "not-checked"


def _copied(science: Observation) -> Observation:
    """Return an observation as one would copy it for a background."""
    kept = {name: getattr(science, name) for name in type(science).model_fields}
    asked = science.requirements
    plain = type(asked).model_construct(
        **{name: getattr(asked, name) for name in type(asked).model_fields} | {"offset": None}
    )
    return type(science).model_construct(
        **kept | {"requirements": plain, "mosaic": Mosaic.model_construct()}
    )
