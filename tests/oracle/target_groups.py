"""Target groups, added to the model because no file shows how APT writes them."""

from __future__ import annotations

from collections.abc import Iterable

from aptcheck.model import Proposal, TargetGroup, TargetReference

__all__ = ["grouped"]


def grouped(proposal: Proposal, target_groups: Iterable[frozenset[int]]) -> Proposal:
    """Return a proposal with groups of targets, given by number."""
    groups = tuple(
        TargetGroup(
            place=proposal.place,
            members=tuple(
                TargetReference(place=proposal.place, number=number) for number in sorted(members)
            ),
        )
        for members in target_groups
    )
    return proposal.model_copy(update={"target_groups": groups})
