"""Background lists that contradict their checkbox, themselves, or the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aptcheck.model import Proposal, Target

__all__ = ["at_fault", "inconsistent", "lists_itself"]


def inconsistent(target: Target) -> bool:
    """Whether a background is required and none listed, or one listed and none required."""
    return bool(target.background_required) != bool(target.backgrounds)


def at_fault(proposal: Proposal, target: Target) -> bool:
    """Whether a list is inconsistent, or names a target that is not in the file."""
    return inconsistent(target) or any(proposal.target(r) is None for r in target.backgrounds)


def lists_itself(target: Target) -> bool:
    """Whether a target is in its own list of backgrounds."""
    return target.number is not None and target.number in {r.number for r in target.backgrounds}
