"""The result of suspicions: the background targets that no target declares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.background.grouping import grouped
from aptcheck.background.list_faults import at_fault
from aptcheck.background.separation import target_separation

if TYPE_CHECKING:
    from aptcheck.background.likely_science import Tie
    from aptcheck.background.suspicion import Suspicion
    from aptcheck.model import Observation, Proposal, Target

__all__ = ["Undeclared", "undeclared"]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Undeclared:
    """The observations of one background target that no target declares, at least one.

    ``linked``, ``tie``, ``named``, ``own_entry`` and ``certain`` are those of the strongest
    `Suspicion`. ``served`` are the targets of the science that they may serve, by its observation
    numbers, without those whose list is at fault, and ``arcsec`` is how far the nearest of it is
    from the first sky, None where no position is known or a link says what belongs together.
    """

    skies: tuple[Observation, ...]
    served: dict[int, Target]
    linked: bool
    tie: Tie
    named: bool
    own_entry: bool
    certain: bool
    arcsec: float | None


def undeclared(proposal: Proposal, found: Iterable[Suspicion]) -> Iterator[Undeclared]:
    """Yield the result of suspicions by background target: the strong ones if there are any."""
    for same_sky in grouped(found, lambda suspicion: suspicion.sky.target_number).values():
        meant = [suspicion for suspicion in same_sky if suspicion.certain] or same_sky
        strongest = max(meant, key=lambda one: (one.own_entry, one.linked, one.named))
        sky, own_entry = strongest.sky, strongest.own_entry
        sciences = {o.number: o for suspicion in meant for o in suspicion.sciences}
        asking = [(number, proposal.target_of(science)) for number, science in sciences.items()]
        served = {
            n: t for n, t in asking if t is not None and (own_entry or not at_fault(proposal, t))
        }
        held = strongest.linked or strongest.tie == "group"
        apart = () if held else served
        distances = (target_separation(proposal, sciences[number], sky) for number in apart)
        yield Undeclared(
            skies=tuple(suspicion.sky for suspicion in meant),
            served=served,
            linked=strongest.linked,
            tie=strongest.tie,
            named=strongest.named,
            own_entry=own_entry,
            certain=strongest.certain,
            arcsec=min((d for d in distances if d is not None), default=None),
        )
