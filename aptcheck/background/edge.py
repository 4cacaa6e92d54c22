"""One science observation and one sky observation of it, and what holds them together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from aptcheck.background.depth import depths
from aptcheck.modes.mrs.matching import SettingMatch, matches
from aptcheck.modes.mrs.ramps import ramps_of

if TYPE_CHECKING:
    from aptcheck.model import GroupLink, Observation, Proposal

__all__ = ["Edge", "Held", "held_by", "pair"]


@dataclass(frozen=True, kw_only=True, eq=False)
class Edge:
    """A pair (science, sky).

    ``links`` are the GROUP or SEQUENCE links that hold both, interruptible or not, and
    ``in_target_group`` says whether a target group does. ``declared`` is False for a suspected
    pair: the sky looks like one, but no target lists its target.
    """

    science: Observation
    sky: Observation
    links: tuple[GroupLink, ...] = ()
    in_target_group: bool = False
    declared: bool = True

    @property
    def skies(self) -> tuple[Observation, ...]:
        """The sky, as other pairings have several."""
        return (self.sky,)

    @property
    def science_numbers(self) -> tuple[int, ...]:
        """The science observation number, likewise."""
        return (self.science.number,)

    @property
    def numbers(self) -> tuple[int, int]:
        """The numbers of science and sky, which sort pairs."""
        return self.science.number, self.sky.number

    @property
    def linked(self) -> bool:
        """Whether anything in the proposal holds the pair together."""
        return bool(self.links) or self.in_target_group

    @property
    def non_interruptible(self) -> bool:
        """Whether one of the common links is NON-INTERRUPTIBLE."""
        return any(link.non_interruptible for link in self.links)

    @property
    def held(self) -> bool:
        """Whether nothing may come between the two: what APT and the pipeline ask of a pair."""
        return self.non_interruptible or self.in_target_group

    @property
    def sequence(self) -> GroupLink | None:
        """The common link that fixes the order, a NON-INTERRUPTIBLE one before others."""
        ordered = [link for link in self.links if link.sequence]
        return next((link for link in ordered if link.non_interruptible), next(iter(ordered), None))

    @property
    def order(self) -> str | None:
        """Where the sky stands: ``before`` or ``after`` its science; None without a SEQUENCE."""
        link = self.sequence
        if link is None:
            return None
        place = link.members.index
        return "before" if place(self.sky.number) < place(self.science.number) else "after"

    @cached_property
    def matches(self) -> tuple[SettingMatch, ...]:
        """The ramps of both sides of this one pair, setting by setting."""
        return matches([self.science], [self.sky])

    @cached_property
    def depth_ratio(self) -> float | None:
        """The smallest depth ratio over the settings both sides expose; None if none is known."""
        pairs = depths(ramps_of([self.science]), ramps_of([self.sky]))
        known = [depth.ratio for depth in pairs if depth.ratio is not None]
        return min(known, default=None)


#: The GROUP and SEQUENCE links that hold an observation, by its number.
Held = Mapping[int, "Sequence[GroupLink]"]


def held_by(groups: Iterable[GroupLink]) -> dict[int, tuple[GroupLink, ...]]:
    """Return the links of every observation that is in some."""
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
