"""Observations of a star and of its PSF references, which the pipeline combines."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.model.joined import joined
from aptcheck.modes.ramps import ramps_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from aptcheck.background.bond import Bond
    from aptcheck.background.graph import Graph
    from aptcheck.model import Observation
    from aptcheck.modes.mode import Mode
    from aptcheck.modes.ramp import Setting

__all__ = ["PsfSet", "attached_settings", "psf_sets", "reference_numbers", "settings_of"]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class PsfSet:
    """What the pipeline combines in one setting: the rolls on a star, and its references."""

    setting: Setting
    rolls: tuple[Observation, ...]
    references: tuple[Observation, ...]

    @property
    def observations(self) -> tuple[Observation, ...]:
        """All of them, the rolls first."""
        return (*self.rolls, *self.references)


def reference_numbers(observations: Iterable[Observation], mode: Mode) -> frozenset[int]:
    """Return the numbers of the PSF references, by their own form or by another's."""
    members = tuple(observations)
    named = {number for one in members for number in mode.taken_with(one)}
    return frozenset(named | {one.number for one in members if mode.is_reference(one)})


def settings_of(observation: Observation) -> frozenset[Setting]:
    """Return the settings that an observation takes."""
    return frozenset(ramp.setting for ramp in ramps_of((observation,)))


def psf_sets(graph: Graph) -> Iterator[PsfSet]:
    """Yield the sets of live observations, each in one setting, in the order of the file.

    Rolls on one star belong together where they share a reference.
    """
    live = {observation.number: observation for observation in graph.live}
    taken: dict[tuple[int | None, Setting], dict[int, tuple[int, ...]]] = defaultdict(dict)
    for roll in live.values():
        named = [n for n in graph.mode.taken_with(roll) if n in live and n != roll.number]
        for setting in graph.mode.ordered(settings_of(roll)) if named else ():
            own = tuple(n for n in named if setting in settings_of(live[n]))
            if own:
                taken[roll.target_number, setting][roll.number] = own
    for (_, setting), references in taken.items():
        yield from _sets(live, setting, references)


def _sets(
    live: Mapping[int, Observation], setting: Setting, references: Mapping[int, tuple[int, ...]]
) -> Iterator[PsfSet]:
    whole_of = joined((roll, *own) for roll, own in references.items())
    wholes = {id(whole_of[roll]): whole_of[roll] for roll in references}
    for whole in wholes.values():
        numbers = sorted(whole)
        yield PsfSet(
            setting=setting,
            rolls=tuple(live[number] for number in numbers if number in references),
            references=tuple(live[number] for number in numbers if number not in references),
        )


def attached_settings(bonds: Iterable[Bond]) -> frozenset[Setting]:
    """Return the settings in which a science observation of some bonds is given a background."""
    return frozenset(ramp.setting for bond in bonds if bond.held for ramp in ramps_of(bond.skies))
