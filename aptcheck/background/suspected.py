"""The bonds of science observations with skies that look meant for them but are not declared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from aptcheck.background.bond import Bond
from aptcheck.background.grouping import grouped
from aptcheck.background.held import common_links, in_target_group
from aptcheck.background.sharing import target_key

if TYPE_CHECKING:
    from aptcheck.background.held import Held
    from aptcheck.background.suspicion import Suspicion
    from aptcheck.model import GroupLink, Observation, Proposal

__all__ = ["suspected_bonds"]


def suspected_bonds(
    proposal: Proposal,
    suspicions: Iterable[Suspicion],
    held: Held,
    kind: Callable[[Observation], Hashable],
) -> Iterator[Bond]:
    """Yield the bonds of suspicions.

    The science observations of one bond are all of one ``kind`` and have the same skies.
    """
    suspicions = tuple(suspicions)
    skies_of: dict[int, set[int]] = defaultdict(set)
    for suspicion in suspicions:
        for science in suspicion.sciences:
            skies_of[science.number].add(suspicion.sky.number)
    served = {number: frozenset(skies) for number, skies in skies_of.items()}

    def links(observation: Observation) -> Sequence[GroupLink]:
        return held.get(observation.number, ())

    def tie(observation: Observation) -> tuple[int, ...]:
        return tuple(map(id, links(observation)))

    def use(suspicion: Suspicion) -> Hashable:
        sky = suspicion.sky
        return target_key(sky), tie(sky), tuple(map(id, suspicion.sciences))

    for alike in grouped(suspicions, use).values():
        skies = tuple(suspicion.sky for suspicion in alike)
        sciences = grouped(
            alike[0].sciences,
            lambda one: (one.target_number, tie(one), kind(one), served[one.number]),
        )
        for members in sciences.values():
            yield Bond(
                sciences=tuple(members),
                skies=skies,
                links=common_links(links(members[0]), links(skies[0])),
                in_target_group=in_target_group(
                    proposal, members[0].target_number, skies[0].target_number
                ),
                declared=False,
            )
