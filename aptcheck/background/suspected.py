"""The bonds of science observations with skies that look meant for them but are not declared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from aptcheck.background.bond import MOST_PARTS, Bond
from aptcheck.background.grouping import grouped
from aptcheck.background.held import common_links, in_target_group
from aptcheck.background.sharing import target_key
from aptcheck.wording import Reason

if TYPE_CHECKING:
    from aptcheck.background.held import Held
    from aptcheck.background.suspicion import Suspicion
    from aptcheck.model import GroupLink, Observation, Proposal

__all__ = ["UNFOLLOWED", "SuspectedBonds", "suspected_bonds"]

UNFOLLOWED: Final = Reason(
    f"the proposal has more than {MOST_PARTS:,} pairs of targets that look like science and an "
    "undeclared background, too many to check one by one"
)


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class SuspectedBonds:
    """The bonds of suspicions, and the suspicions that are not followed: there are too many.

    Where every sky of a link may serve every science in it, each pair of targets is a bond of its
    own. A sky that may serve few is followed before one that may serve many.
    """

    bonds: tuple[Bond, ...]
    unfollowed: tuple[Suspicion, ...]


def suspected_bonds(
    proposal: Proposal,
    suspicions: Iterable[Suspicion],
    held: Held,
    kind: Callable[[Observation], Hashable],
) -> SuspectedBonds:
    """Return the bonds of suspicions, at most `MOST_PARTS`.

    The science observations of one bond are all of one ``kind`` and have the same skies.
    """
    suspicions = tuple(suspicions)
    parted = _Parts(suspicions, held, kind)
    bonds: list[Bond] = []
    waiting = sorted(
        grouped(suspicions, parted.use).values(), key=lambda alike: len(alike[0].sciences)
    )
    for place, alike in enumerate(waiting):
        skies = tuple(suspicion.sky for suspicion in alike)
        parts = [tuple(members) for members in parted.sciences(alike[0]).values()]
        if len(bonds) + len(parts) > MOST_PARTS:
            left = waiting[place:]
            return SuspectedBonds(
                bonds=tuple(bonds), unfollowed=tuple(one for members in left for one in members)
            )
        bonds += (
            Bond(
                sciences=members,
                skies=skies,
                links=common_links(parted.links(members[0]), parted.links(skies[0])),
                in_target_group=in_target_group(
                    proposal, members[0].target_number, skies[0].target_number
                ),
                declared=False,
            )
            for members in parts
        )
    return SuspectedBonds(bonds=tuple(bonds), unfollowed=())


class _Parts:
    """What the suspicions and their science have in common, looked up once for each observation."""

    def __init__(
        self,
        suspicions: Iterable[Suspicion],
        held: Held,
        kind: Callable[[Observation], Hashable],
    ) -> None:
        self._held = held
        self._kind = kind
        skies_of: dict[int, set[int]] = defaultdict(set)
        for suspicion in suspicions:
            for science in suspicion.sciences:
                skies_of[science.number].add(suspicion.sky.number)
        # Equal sets are one object: comparing long ones for each pair would take cubic time.
        known: dict[frozenset[int], frozenset[int]] = {}
        served = {number: frozenset(skies) for number, skies in skies_of.items()}
        self._served = {number: known.setdefault(skies, skies) for number, skies in served.items()}
        self._keys: dict[int, Hashable] = {}

    def links(self, observation: Observation) -> Sequence[GroupLink]:
        """Return the links that hold an observation."""
        return self._held.get(observation.number, ())

    def use(self, suspicion: Suspicion) -> Hashable:
        """Return a key of the target of a sky, its links, and the science it may serve."""
        sky = suspicion.sky
        return target_key(sky), self._tie(sky), tuple(map(id, suspicion.sciences))

    def sciences(self, suspicion: Suspicion) -> dict[Hashable, list[Observation]]:
        """Return the science that a sky may serve, that of one bond together."""
        return grouped(suspicion.sciences, self._key)

    def _key(self, one: Observation) -> Hashable:
        if id(one) not in self._keys:
            served = self._served[one.number]
            self._keys[id(one)] = one.target_number, self._tie(one), self._kind(one), served
        return self._keys[id(one)]

    def _tie(self, observation: Observation) -> tuple[int, ...]:
        return tuple(map(id, self.links(observation)))
