"""Which observations of its listed targets are paired with a science observation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from aptcheck.background.edge import Edge

if TYPE_CHECKING:
    from aptcheck.model import GroupLink, Observation, Proposal

__all__ = ["Held", "held_by", "pair", "pairs"]

#: The GROUP and SEQUENCE links that hold an observation, by its number.
Held = Mapping[int, "Sequence[GroupLink]"]


def held_by(groups: Iterable[GroupLink]) -> dict[int, tuple[GroupLink, ...]]:
    """Return the links of every observation that is in some, in the file's order."""
    held: dict[int, list[GroupLink]] = defaultdict(list)
    for link in groups:
        for number in dict.fromkeys(link.members):
            held[number].append(link)
    return {number: tuple(links) for number, links in held.items()}


def pair(
    proposal: Proposal,
    science: Observation,
    sky: Observation,
    held: Held,
    *,
    declared: bool = True,
) -> Edge:
    """Return a pair with all that holds it together."""
    both = {science.target_number, sky.target_number}
    beside = {id(link) for link in held.get(sky.number, ())}
    return Edge(
        science=science,
        sky=sky,
        links=tuple(link for link in held.get(science.number, ()) if id(link) in beside),
        in_target_group=any(
            both <= {member.number for member in group.members} for group in proposal.target_groups
        ),
        declared=declared,
    )


def pairs(
    proposal: Proposal,
    science: Observation,
    skies: Mapping[int | None, Sequence[Observation]],
    held: Held,
) -> Iterator[Edge]:
    """Yield the pairs of a science observation, for each listed target the linked ones.

    ``skies`` holds the sky observations by target number. Where no observation of a listed target
    is linked, all of them stand as unlinked pairs. A target that lists itself is its own fault
    and makes no pair.
    """
    target = proposal.target_of(science)
    if target is None:
        return
    for number in dict.fromkeys(reference.number for reference in target.backgrounds):
        if number is None or number == target.number:
            continue
        found = [pair(proposal, science, sky, held) for sky in skies.get(number, ())]
        yield from [edge for edge in found if edge.linked] or found
