"""Which members of a non-interruptible link are sky, and which other members they serve.

The roles are decided within the link, not word by word: the science may have a sky word in its
name, or be a background star.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.background.appearance import entry_is_plainly_sky
from aptcheck.background.named_after import name_of, named_after
from aptcheck.background.separation import separation
from aptcheck.background.set_up import (
    DEEPER,
    answers,
    has_acquisition,
    has_equal_ramps,
    is_recognized_by_set_up,
    set_up,
)
from aptcheck.background.sky_names import Call

if TYPE_CHECKING:
    from aptcheck.model import GroupLink, Observation, Proposal

__all__ = ["LinkedSky", "linked_skies"]

#: Two fields nearer than this, in arcsec, may be one object; farther apart, they are probably
#: unrelated. aptcheck's own judgement.
_NEAR_ARCSEC, _FAR_ARCSEC = 15.0, 30 * 60.0
#: How many signs of the set-up overrule the names of a pair.
_OVERRULE = 2


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class LinkedSky:
    """A sky and a science in one link; ``named`` is False if only the set-up shows it."""

    sky: Observation
    sciences: tuple[Observation, ...]
    named: bool = True


def linked_skies(
    proposal: Proposal,
    link: GroupLink,
    members: Sequence[Observation],
    calls: Mapping[int, Call],
) -> Iterator[LinkedSky]:
    """Yield the skies of a link that no target declares.

    Parameters
    ----------
    link : GroupLink
        A non-interruptible one.
    members : sequence of Observation
        Its observations of one mode, each once, without the declared skies.
    calls : mapping
        What each of them is called, by its number.
    """
    pair = len(members) == 2 and len(set(link.members)) == 2
    if pair and members[0].shares_target(members[1]):
        return
    if pair and not any(calls[o.number] for o in members):
        yield from _by_set_up(proposal, *members)
        return
    least = min((calls[o.number] for o in members), default=Call.NOT_SKY)
    skies = [o for o in members if calls[o.number] > least]
    if pair and skies:
        (sky,) = skies
        (science,) = (o for o in members if o is not sky)
        if _is_overruled(proposal, sky, science):
            yield LinkedSky(sky=science, sciences=(sky,))
            return
    if least and not skies:
        # All have a word for the sky in their names.
        first = _lead(proposal, members)
        skies = [o for o in members if _is_first(proposal, first, o)]
    taken = {sky.number for sky in skies}
    sciences = [o for o in members if o.number not in taken]
    owners = _owners(proposal, sciences, skies)
    owned = {science.number for own in owners.values() for science in own}
    free = [science for science in sciences if science.number not in owned]
    beside = {o.target_number for o in map(proposal.observation, link.members) if o is not None}
    provided = {o.number for o in sciences if _lists_one(proposal, o, beside)}
    for sky in skies:
        weak = calls[sky.number] is Call.SKY_IF_LINKED
        meant = [o for o in owners.get(sky.number) or free if not o.shares_target(sky)]
        if weak:
            meant = [science for science in meant if _may_answer(proposal, sky, science)]
        # A science observation with a declared sky in the link needs no other one.
        served = [science for science in meant if science.number not in provided]
        if not served and not weak:
            served = meant
        if served:
            yield LinkedSky(sky=sky, sciences=tuple(served))


def _owners(
    proposal: Proposal, sciences: Sequence[Observation], skies: Sequence[Observation]
) -> dict[int, list[Observation]]:
    """Return the science that each sky is named after, where there are several skies.

    A single sky may be shared, whatever its name.
    """
    if len({sky.target_number for sky in skies}) < 2:
        return {}
    owners = {sky.number: named_after(proposal, sky, sciences) for sky in skies}
    return {number: own for number, own in owners.items() if own}


def _is_overruled(proposal: Proposal, sky: Observation, science: Observation) -> bool:
    """Whether the set-up shows that the "sky" is the science, and its name proves little.

    A name that extends the other's, or ends with a sky word, is proof.
    """
    target = proposal.target_of(sky)
    if target is None or entry_is_plainly_sky(target):
        return False
    if (own := name_of(proposal, science)) and name_of(proposal, sky).startswith(own):
        return False
    return set_up(sky).signs_over(set_up(science)) >= _OVERRULE


def _lead(proposal: Proposal, members: Sequence[Observation]) -> Observation:
    """Return the science among observations all called sky: by set-up, then by name."""
    first = max(set_up(o).order[:2] for o in members)
    best = [o for o in members if set_up(o).order[:2] == first]
    deepest = max(set_up(o).depth for o in best)
    deep = [o for o in best if set_up(o).depth * DEEPER >= deepest]
    return min(deep, key=lambda o: (len(name_of(proposal, o)), name_of(proposal, o), o.number))


def _by_set_up(proposal: Proposal, one: Observation, other: Observation) -> Iterator[LinkedSky]:
    """Yield the sky of a pair in which neither name says sky, if one seems to be it."""
    targets = [proposal.target_of(o) for o in (one, other)]
    if any(t is None or t.asks_for_background for t in targets) or not is_recognized_by_set_up(one):
        return
    distance = separation(proposal, one, other, None)
    if distance is None or not _NEAR_ARCSEC < distance.nearest < _FAR_ARCSEC:
        return
    for science, sky in ((one, other), (other, one)):
        first = set_up(science).comes_before(set_up(sky))
        if first and has_equal_ramps(sky, science) and not has_acquisition(sky):
            yield LinkedSky(sky=sky, sciences=(science,), named=False)


def _is_first(proposal: Proposal, one: Observation, other: Observation) -> bool:
    """Whether the first of two is the science, by set-up or else by the other's longer name."""
    here, there = set_up(one), set_up(other)
    if here.comes_before(there) or there.comes_before(here):
        return here.comes_before(there)
    names = name_of(proposal, one), name_of(proposal, other)
    return bool(names[0]) and names[1].startswith(names[0]) and names[0] != names[1]


def _may_answer(proposal: Proposal, sky: Observation, science: Observation) -> bool:
    """Whether set-up and distance agree with a name that proves little."""
    distance = separation(proposal, science, sky, None)
    apart = distance is None or distance.farthest > _NEAR_ARCSEC
    return apart and not has_acquisition(sky) and answers(sky, science)


def _lists_one(proposal: Proposal, science: Observation, targets: Set[int | None]) -> bool:
    """Whether the target of a science observation lists one of these targets, given by number."""
    target = proposal.target_of(science)
    listed = target.backgrounds if target is not None else ()
    return any(reference.number in targets for reference in listed)
