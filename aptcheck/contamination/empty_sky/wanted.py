"""Which science needs a place for a background: it is spoiled, unchecked or missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from aptcheck.background.grouping import grouped
from aptcheck.background.without_background import recommended
from aptcheck.model import Mosaic
from aptcheck.model.joined import joined

if TYPE_CHECKING:
    from aptcheck.background.graph import Graph
    from aptcheck.background.roles import Science
    from aptcheck.contamination.science_in_field import Meetings
    from aptcheck.contamination.sky import Sky
    from aptcheck.model import Observation
    from aptcheck.suggestions import PresentSky
    from aptcheck.wording import Reason

__all__ = ["WantedSky", "present_sky", "wanted_skies"]


@dataclass(frozen=True, kw_only=True, eq=False)
class WantedSky:
    """Science that shares a background, and the observations that take it.

    Attributes
    ----------
    sciences : tuple of Science
        By number; at least one.
    skies : tuple of Observation
        Those that take the background now, all at one place; none where it is missing.
    held_by : tuple of int
        Other observations of their targets, which must not move with them: science, what has been
        taken, or what has the imager on its target.
    """

    sciences: tuple[Science, ...]
    skies: tuple[Observation, ...] = ()
    held_by: tuple[int, ...] = ()

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

        All are without Offset, which would lead the field away from the wanted place; but where the
        imager is on the target, it decides where the field is. A copy also has no mosaic, which is
        of no use on empty sky.
        """
        if self.imager_primary:
            return self.skies
        if self.skies:
            return tuple(_without_offset(sky) for sky in self.skies)
        return tuple(_copied(science.observation) for science in self.sciences)

    @property
    def shifted(self) -> tuple[int, ...]:
        """The numbers of the backgrounds whose Offset must be cleared."""
        if self.imager_primary:
            return ()
        offsets = {sky.number: sky.requirements.offset_arcsec for sky in self.skies}
        return tuple(sorted(number for number, offset in offsets.items() if offset != (0.0, 0.0)))

    @property
    def entry(self) -> str | None:
        """The target to give new coordinates; None where other observations also use it."""
        return self.skies[0].target_name if self.skies and not self.held_by else None

    @property
    def imager_primary(self) -> bool:
        """Whether the imager must stay on the science target, and the MRS observes beside it."""
        return any(sky.imager_primary for sky in self.skies)


def wanted_skies(graph: Graph) -> tuple[WantedSky, ...]:
    """Return every background of a proposal that may be moved or is missing, by science number.

    Backgrounds that serve the same science, or share a target, are one. Left out are those that
    have been taken, and those of a shadow, whose place is that of the science at another time.
    """
    found = [*_paired(graph), *_missing(graph)]
    return tuple(sorted(found, key=lambda wanted: wanted.science.number))


def _paired(graph: Graph) -> Iterator[WantedSky]:
    users = {id(sky): graph.users_of(sky) for sky in graph.background_fields}
    movable = [
        sky
        for sky in graph.background_fields
        if not sky.is_begun
        and users[id(sky)]
        and not any(science.uses_shadow for science in users[id(sky)])
    ]
    for skies in _together(movable, users):
        sciences = {one.number: one for sky in skies for one in users[id(sky)]}
        yield WantedSky(
            sciences=tuple(sciences[number] for number in sorted(sciences)),
            skies=tuple(skies),
            held_by=tuple(sorted(_others_on_entry(graph, skies))),
        )


def _others_on_entry(graph: Graph, skies: Sequence[Observation]) -> frozenset[int]:
    own = {id(sky) for sky in skies}
    entries = {id(entry): entry for entry in map(graph.proposal.target_of, skies)}
    return frozenset(
        other.number
        for entry in entries.values()
        if entry is not None
        for other in graph.observations_of(entry)
        if id(other) not in own and not other.is_out
    )


def _together(
    movable: Sequence[Observation], users: Mapping[int, tuple[Science, ...]]
) -> Iterable[list[Observation]]:
    """Return the backgrounds that must be at one place.

    Those of one science, and those of one target, which has one place; the imager apart.
    """
    places = range(len(movable))
    by_users = grouped(
        places,
        lambda at: (movable[at].imager_primary, tuple(s.number for s in users[id(movable[at])])),
    )
    by_entry = grouped(
        places,
        lambda at: (movable[at].imager_primary, movable[at].target_number or -at - 1),
    )
    together = joined([*by_users.values(), *by_entry.values()])
    return [[movable[at] for at in sorted(whole)] for whole in dict.fromkeys(together.values())]


def _missing(graph: Graph) -> Iterator[WantedSky]:
    """Yield the science that has no background and should or might: one for each target.

    Only for the MRS is it known that a source might need one.
    """
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
    needed, advised = recommended(graph) if graph.mode.name == "miri-mrs" else ((), ())
    bare = {science.number: science for science in (*asking, *needed, *advised)}
    waiting = (one for one in bare.values() if not one.observation.is_executed)
    for sciences in grouped(waiting, lambda science: science.target_number).values():
        yield WantedSky(sciences=tuple(sorted(sciences, key=lambda science: science.number)))


def present_sky(
    wanted: WantedSky, sky: Sky, meetings: Meetings
) -> tuple[PresentSky, Reason | None]:
    """Return what is known of the background that the proposal has now, the worst of all.

    And why it was not checked, where it was not. One near extended emission, or on its own science
    source, is also contaminated.
    """
    if not wanted.skies:
        return "missing", None
    judged = [sky.judgement(one) for one in wanted.skies]
    known = [one for one in judged if one is not None]
    if any(one.outcome == "contaminated" or one.extended for one in known):
        return "contaminated", None
    if any(_meets_science(wanted, one, meetings) for one in wanted.skies):
        return "contaminated", None
    unclear = [one.reason for one in known if one.outcome != "clean"]
    if unclear or len(known) < len(judged):
        return "not-checked", next(iter(unclear), None)
    return "clean", None


def _meets_science(wanted: WantedSky, sky: Observation, meetings: Meetings) -> bool:
    """Whether a background is taken on the science source, or the two fields meet."""
    firsts = [sciences[0] for sciences in wanted.by_target.values()]
    if any(meetings.on_source(one.observation, sky) is not None for one in firsts):
        return True
    bonds = [
        (bond, science.intent.extent_arcsec)
        for science in firsts
        for bond in science.bonds
        if sky.number in bond.sky_numbers
    ]
    near, _ = meetings.overlaps(sky, bonds)
    return any(not (found.source.is_empty and found.fields.is_empty) for found in near)


def _copied(science: Observation) -> Observation:
    """Return an observation as one would copy it for a background."""
    return _without_offset(science.changed(mosaic=Mosaic.model_construct()))


def _without_offset(observation: Observation) -> Observation:
    if observation.requirements.offset is None:
        return observation
    return observation.changed(requirements=observation.requirements.changed(offset=None))
