"""Targets used for a target acquisition."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aptcheck.model import Proposal, Target

__all__ = ["is_acquired"]


def is_acquired(proposal: Proposal, target: Target) -> bool:
    """Whether an observation of another target acquires on it: then it is not blank sky."""
    found = (observation.acquisition for observation in proposal.observations)
    stars = (acquisition.target for acquisition in found if acquisition is not None)
    return any(star is not None and star.number == target.number for star in stars)
