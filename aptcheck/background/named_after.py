"""Which science a sky is named after."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from aptcheck.background.sky_words import compact

if TYPE_CHECKING:
    from aptcheck.model import Observation, Proposal

__all__ = ["name_of", "named_after"]


def name_of(proposal: Proposal, observation: Observation) -> str:
    """Return the name of an observation's target without separators, for comparison."""
    target = proposal.target_of(observation)
    return compact(target.name) if target is not None else ""


def named_after(
    proposal: Proposal, sky: Observation, sciences: Iterable[Observation], *, least: int = 1
) -> list[Observation]:
    """Return the science whose target name the sky's name begins with; only the longest counts.

    Names shorter than ``least`` letters say nothing.
    """
    own = name_of(proposal, sky)
    found: dict[int, list[Observation]] = {}
    for science in sciences:
        name = name_of(proposal, science)
        if len(name) >= least and own.startswith(name):
            found.setdefault(len(name), []).append(science)
    return found[max(found)] if found else []
