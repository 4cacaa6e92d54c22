"""What holds observations together: the links of each, and target groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aptcheck.model import GroupLink, Proposal

__all__ = ["Held", "held_by", "in_target_group"]

#: The GROUP and SEQUENCE links that hold an observation, by its number.
Held = Mapping[int, "Sequence[GroupLink]"]


def held_by(groups: Iterable[GroupLink]) -> dict[int, tuple[GroupLink, ...]]:
    """Return the links of every observation that is in some."""
    held: dict[int, list[GroupLink]] = defaultdict(list)
    for link in groups:
        for number in dict.fromkeys(link.members):
            held[number].append(link)
    return {number: tuple(links) for number, links in held.items()}


def in_target_group(proposal: Proposal, *targets: int | None) -> bool:
    """Whether a target group holds all of some targets, given by number."""
    together = set(targets)
    return any(
        together <= {member.number for member in group.members} for group in proposal.target_groups
    )
