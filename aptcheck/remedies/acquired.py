"""Targets on which some observation does its target acquisition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.modes.judged import mode_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aptcheck.model import Acquisition, Proposal, Target

__all__ = ["is_acquired"]


def is_acquired(proposal: Proposal, target: Target) -> bool:
    """Whether an observation of another target acquires on one: then that is no mere sky."""
    stars = (acquisition.target for acquisition in _acquisitions(proposal))
    return any(star is not None and star.number == target.number for star in stars)


def _acquisitions(proposal: Proposal) -> Iterator[Acquisition]:
    for observation in proposal.observations:
        mode = mode_of(observation)
        found = mode.acquisition(observation) if mode is not None else None
        if found is not None:
            yield found
