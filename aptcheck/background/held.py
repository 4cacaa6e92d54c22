"""What holds observations together: the links of each, and target groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aptcheck.model import GroupLink, Proposal

__all__ = ["Held", "common_links", "in_target_group"]

#: The Group and Sequence links that hold an observation, by its number.
Held = Mapping[int, "Sequence[GroupLink]"]


def common_links(own: Sequence[GroupLink], others: Sequence[GroupLink]) -> tuple[GroupLink, ...]:
    """Return the links of one side that also hold the other side."""
    theirs = set(map(id, others)) if own else set()
    return tuple(link for link in own if id(link) in theirs)


def in_target_group(proposal: Proposal, *targets: int | None) -> bool:
    """Whether one target group holds all these targets, given by number."""
    together = set(targets)
    return any(
        together <= {member.number for member in group.members} for group in proposal.target_groups
    )
