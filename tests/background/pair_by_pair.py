"""Which observations are paired, one pair at a time: the definition in simple, slow code."""

from __future__ import annotations

from aptcheck.model import Observation, Proposal
from aptcheck.modes.ramps import ramps_of

__all__ = ["attached_pairs"]


def attached_pairs(proposal: Proposal, sciences: list[Observation]) -> set[tuple[int, int]]:
    """Return (science, sky) of the science observations, each compared with every offered sky."""
    offered = {science.number: _offered(proposal, science) for science in sciences}
    taken = {
        sky.number
        for science in sciences
        for skies in offered[science.number]
        for sky in skies
        if _held(proposal, science, sky)
    }
    return {
        (science.number, sky.number)
        for science in sciences
        for sky in _chosen(proposal, science, offered[science.number], taken)
    }


def _offered(proposal: Proposal, science: Observation) -> list[list[Observation]]:
    target = proposal.target_of(science)
    listed = dict.fromkeys(r.number for r in target.backgrounds) if target is not None else {}
    return [
        [sky for sky in proposal.live_mrs if sky.target_number == number]
        for number in listed
        if number is not None and target is not None and number != target.number
    ]


def _chosen(
    proposal: Proposal, science: Observation, offered: list[list[Observation]], taken: set[int]
) -> list[Observation]:
    good = [sky for skies in offered for sky in skies if _held(proposal, science, sky)]
    lacking = _settings(science).difference(*map(_settings, good)) if good else set()
    chosen = list(good)
    for skies in offered:
        rest = [sky for sky in skies if sky not in good]
        if good and any(sky.number in taken for sky in skies):
            rest = [sky for sky in rest if lacking & _settings(sky)]
        linked = [sky for sky in rest if _links(proposal, science, sky)] or rest
        chosen += [sky for sky in linked if _settings(sky) & _settings(science)] or linked
    return chosen


def _links(proposal: Proposal, *both: Observation) -> list[bool]:
    """Return for each common link whether it is non-interruptible."""
    numbers = {one.number for one in both}
    return [link.non_interruptible for link in proposal.links.groups if numbers <= {*link.members}]


def _held(proposal: Proposal, *both: Observation) -> bool:
    targets = {one.target_number for one in both}
    grouped = any(
        targets <= {member.number for member in group.members} for group in proposal.target_groups
    )
    return grouped or any(_links(proposal, *both))


def _settings(observation: Observation) -> set[object]:
    return {ramp.setting for ramp in ramps_of([observation])}
