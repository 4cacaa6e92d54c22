"""Observations that look like undeclared backgrounds, and the science they seem to serve."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.background.appearance import appearances
from aptcheck.background.grouping import grouped
from aptcheck.background.likely_science import LikelyScience, Tie
from aptcheck.background.own_entry import own_entry_skies
from aptcheck.background.roles_in_link import LinkedSky, linked_skies
from aptcheck.background.sky_names import Call
from aptcheck.modes.judged import mode_of

if TYPE_CHECKING:
    from aptcheck.model import Observation, Proposal

__all__ = ["Suspicion", "is_calibration", "suspicions"]

#: Calibration, commissioning and engineering programmes.
_CALIBRATION = frozenset({"CAL", "COM", "ENG"})


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Suspicion:
    """A sky-like observation and the science observations it may serve.

    ``linked`` is the strong case, a non-interruptible link; otherwise ``tie`` is what connects
    them. ``named`` says that its name or keyword says sky, not only its set-up. ``own_entry`` says
    that it uses the target of the science it serves, so that it cannot be declared as it is.
    """

    sky: Observation
    sciences: tuple[Observation, ...]
    linked: bool
    tie: Tie = "place"
    named: bool = True
    own_entry: bool = False

    @property
    def certain(self) -> bool:
        """Whether another explanation is unlikely."""
        return self.named and (self.linked or self.own_entry)


def is_calibration(proposal: Proposal) -> bool:
    """Whether this programme may observe the sky for its own sake."""
    return (proposal.category or "").upper() in _CALIBRATION


def suspicions(
    proposal: Proposal,
    live: Sequence[Observation],
    undeclared: Sequence[Observation],
    sciences: Sequence[Observation],
    shadowed: Set[int] = frozenset(),
) -> Iterator[Suspicion]:
    """Yield what looks like a background among observations whose target is not listed.

    Calibration programmes are skipped, and so is what is not a sky by its own form.

    Parameters
    ----------
    live : sequence of Observation
        All of one mode.
    undeclared : sequence of Observation
        What may be a background.
    sciences : sequence of Observation
        The observations that may be served, the undeclared among them. What asks for a background
        itself is science, whatever its name; anything else that looks like sky cannot be served.
    shadowed : set of int
        Observations whose background is the same place at another time, as the proposer states: an
        Offset from their target proves nothing.
    """
    if is_calibration(proposal):
        return
    beside = _beside_their_science(undeclared)
    never = _never_sky(live)
    undeclared = [o for o in undeclared if o.number not in beside | never]
    sciences = [o for o in sciences if o.number not in beside]
    calls = _calls(proposal, live, sciences, never)
    held = proposal.links.binding_by_member
    own = {
        found.sky.number: found for found in own_entry_skies(proposal, undeclared, held, shadowed)
    }
    linked = _linked(proposal, [o for o in sciences if o.number not in own], calls)
    served = {o.number for found in linked.values() for one in found for o in one.sciences}
    called = {number for number, call in calls.items() if call is Call.SKY}
    skies = {*own, *linked, *(called - served)}
    real = [o for o in sciences if o.number not in skies]
    likely = LikelyScience(proposal, real, proposal.links.groups_by_member)
    for sky in undeclared:
        if (entry := own.get(sky.number)) is not None:
            tied = {number for link in held.get(sky.number, ()) for number in link.members}
            others = [o for o in real if entry.linked and o.number in tied]
            yield Suspicion(
                sky=sky,
                sciences=_by_number((*entry.sciences, *others)),
                linked=entry.linked,
                named=entry.named,
                own_entry=True,
            )
            continue
        found = linked.get(sky.number, [])
        science = _by_number(o for one in found for o in one.sciences if o.number not in skies)
        if science:
            named = any(one.named for one in found)
            yield Suspicion(sky=sky, sciences=science, linked=True, named=named)
        elif sky.number in called - served:
            tie, near = likely.of(sky)
            if near:
                yield Suspicion(sky=sky, sciences=near, linked=False, tie=tie)


def _beside_their_science(undeclared: Sequence[Observation]) -> frozenset[int]:
    """Return the observations with the imager primary on the target of the science they serve.

    What they serve is clear, and their faults are reported separately.
    """
    by_entry = grouped(undeclared, lambda o: o.target_number)
    return frozenset(
        o.number
        for number, members in by_entry.items()
        for o in members
        if number is not None
        and o.imager_primary
        and any(not other.imager_primary for other in members)
    )


def _by_number(observations: Iterable[Observation]) -> tuple[Observation, ...]:
    found = {observation.number: observation for observation in observations}
    return tuple(found[number] for number in sorted(found))


def _never_sky(live: Iterable[Observation]) -> frozenset[int]:
    """Return the observations that are not a sky by their own form, or by that of another."""
    modes = [(o, mode) for o in live if (mode := mode_of(o)) is not None]
    named = {number for o, mode in modes for number in mode.taken_with(o)}
    return frozenset(named | {o.number for o, mode in modes if mode.is_never_sky(o)})


def _calls(
    proposal: Proposal,
    live: Sequence[Observation],
    sciences: Sequence[Observation],
    never: Set[int],
) -> dict[int, Call]:
    """Return what observations are called; a target that asks for a background is science."""
    calls = appearances(proposal, live)
    targets = [(o.number, proposal.target_of(o)) for o in sciences]
    asking = {n for n, target in targets if target is not None and target.asks_for_background}
    science = asking | never
    return {o.number: Call.NOT_SKY if o.number in science else calls[o.number] for o in sciences}


def _linked(
    proposal: Proposal, observations: Sequence[Observation], calls: Mapping[int, Call]
) -> dict[int, list[LinkedSky]]:
    by_number = {o.number: o for o in observations}
    found: list[LinkedSky] = []
    for link in proposal.links.groups:
        if link.non_interruptible:
            numbers = dict.fromkeys(n for n in link.members if n in by_number)
            members = [by_number[number] for number in numbers]
            found += linked_skies(proposal, link, members, calls)
    return grouped(found, lambda one: one.sky.number)
