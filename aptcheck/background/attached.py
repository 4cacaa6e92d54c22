"""Which observations of its listed targets a science observation is paired with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from aptcheck.background.edge import Edge, Held, pair
from aptcheck.modes.mrs.ramps import ramps_of

if TYPE_CHECKING:
    from aptcheck.model import Observation, Proposal
    from aptcheck.modes.mrs.settings import Setting

__all__ = ["Candidates", "candidates", "chosen", "held_skies"]

#: What a science observation may be paired with: the skies of each listed target.
Candidates = tuple[tuple[Edge, ...], ...]


def candidates(
    proposal: Proposal,
    science: Observation,
    skies: Mapping[int | None, Sequence[Observation]],
    held: Held,
) -> Candidates:
    """Return a pair with every observation of every listed target.

    ``skies`` holds the sky observations by target number. A target that lists itself is its own
    fault and makes no pair.
    """
    target = proposal.target_of(science)
    if target is None:
        return ()
    listed = dict.fromkeys(reference.number for reference in target.backgrounds)
    return tuple(
        tuple(pair(proposal, science, sky, held) for sky in skies.get(number, ()))
        for number in listed
        if number is not None and number != target.number
    )


def held_skies(everyone: Iterable[Candidates]) -> frozenset[int]:
    """Return the numbers of the skies that some science observation holds."""
    return frozenset(
        edge.sky.number
        for candidates in everyone
        for edges in candidates
        for edge in edges
        if edge.held
    )


def chosen(candidates: Candidates, taken: frozenset[int]) -> Iterator[Edge]:
    """Yield the pairs of a science observation among its candidates.

    These are the skies that it shares a non-interruptible link or a target group with, as APT
    lists them. A sky that is merely grouped with it, or not linked at all, makes a pair only where
    there is a fault to find: nothing is held, a setting of the science has no answer among what
    is, or a listed target is held by no science observation. ``taken`` are the skies held by some.

    Source: the lists of background observations that APT printed for 182 programmes with the MRS,
    2021 to 2026: all 671 name the skies of the non-interruptible links, and no other.
    """
    good = [edge for edges in candidates for edge in edges if edge.held]
    lacking = _lacking(good)
    for edges in candidates:
        rest = [edge for edge in edges if not edge.held]
        if good and any(edge.sky.number in taken for edge in edges):
            rest = [edge for edge in rest if lacking & _settings([edge.sky])]
        meant = {id(edge) for edge in _likeliest(rest)}
        yield from (edge for edge in edges if edge.held or id(edge) in meant)


def _likeliest(edges: Sequence[Edge]) -> Sequence[Edge]:
    """Return those of some loose pairs that are meant: linked ones, and ones with a setting."""
    linked = [edge for edge in edges if edge.linked] or edges
    return [edge for edge in linked if _share_a_setting(edge)] or linked


def _share_a_setting(edge: Edge) -> bool:
    return bool(_settings([edge.science]) & _settings([edge.sky]))


def _lacking(held: Sequence[Edge]) -> frozenset[Setting]:
    """Return the settings of a science observation that none of its held skies answers."""
    if not held:
        return frozenset()
    return _settings([held[0].science]) - _settings(edge.sky for edge in held)


def _settings(observations: Iterable[Observation]) -> frozenset[Setting]:
    return frozenset(ramp.setting for ramp in ramps_of(observations))
