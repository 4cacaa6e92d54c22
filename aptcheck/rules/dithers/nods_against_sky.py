"""Nods and a linked background that compete for one level-2 product."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.background.depth import count_exposures
from aptcheck.modes.ramps import ramps_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from aptcheck.background.bond import Bond
    from aptcheck.background.graph import Graph
    from aptcheck.background.pairs import Pairs
    from aptcheck.background.roles import Science
    from aptcheck.mode_names import ModeName
    from aptcheck.model import Observation
    from aptcheck.modes.ramp import Ramp

__all__ = ["COMPETING_MODES", "Contest", "contests", "lost_to_nods"]

#: Where nods and background are two associations of one name; elsewhere they are one.
COMPETING_MODES: tuple[ModeName, ...] = ("miri-lrs-slit",)


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Contest:
    """A nodded science observation and its linked backgrounds.

    ``nods`` are its exposures at the other nod, ``taken`` all exposures of the backgrounds; None
    where the number is not known.
    """

    science: Science
    skies: tuple[Observation, ...]
    nods: int | None
    taken: int | None

    @property
    def lost(self) -> bool:
        """Whether the background has fewer exposures, so that the nods are kept."""
        return self.nods is not None and self.taken is not None and self.taken < self.nods

    @property
    def tied(self) -> bool:
        """Whether both have as many, and it is not known which is kept."""
        return self.nods is not None and self.taken == self.nods


def contests(pairs: Pairs, graph: Graph) -> Iterator[Contest]:
    """Yield the contests of declared pairs whose background is to be subtracted.

    Science that another target lists is processed as background itself, and has none.
    """
    mode = graph.mode
    found: dict[Hashable, tuple[tuple[Observation, ...], int | None]] = {}
    for science in pairs.attached.sciences if mode.name in COMPETING_MODES else ():
        nods = [r for r in ramps_of([science.observation]) if mode.is_nodded(r) is not False]
        planned = science.intent.subtracts_background and not graph.is_sky(science.observation)
        if not nods or not planned:
            continue
        kinds = frozenset(ramp.kind for ramp in nods)
        # science of one target in the same links shares them: a file may have thousands
        key = id(science.bonds), kinds
        if key not in found:
            taken = [ramp for ramp in _held(science.bonds) if ramp.kind in kinds]
            skies = {ramp.observation.number: ramp.observation for ramp in taken}
            found[key] = tuple(skies[n] for n in sorted(skies)), count_exposures(taken)
        own, exposures = found[key]
        if own:
            known = all(map(mode.is_nodded, nods))
            other = _at_the_other(nods) if known else None
            yield Contest(science=science, skies=own, nods=other, taken=exposures)


def lost_to_nods(pairs: Pairs, graph: Graph) -> frozenset[int]:
    """Return the numbers of the backgrounds that are not, or may not be, used because of nods."""
    lost = {id(one.skies): one.skies for one in contests(pairs, graph) if one.lost or one.tied}
    return frozenset(sky.number for skies in lost.values() for sky in skies)


def _held(bonds: Iterable[Bond]) -> Iterator[Ramp]:
    """Yield the ramps of the attached backgrounds, each once."""
    held = (bond for bond in bonds if bond.declared and bond.non_interruptible)
    skies = {sky.number: sky for bond in held for sky in bond.skies}
    return ramps_of(sky for sky in skies.values() if not sky.requirements.time_series)


def _at_the_other(nods: Iterable[Ramp]) -> int | None:
    """Return how many exposures are subtracted from one nod: those at the other positions."""
    total = 0
    for ramp in nods:
        every = count_exposures([ramp])
        if every is None or not ramp.positions:
            return None
        total += every - every // ramp.positions
    return total
