"""APT prints for each science observation which background observations it has.

The programmes were rebuilt from APT's own printouts, which carry these lists. aptcheck's pairs that
are held non-interruptibly must be the same; a difference without a reason fails, and so does a
reason without a difference.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from aptcheck import apt
from aptcheck.background.build import build_graph
from aptcheck.model import Observation, Proposal
from tests.oracle.printed import apt_says, programmes

Lists = dict[int, frozenset[int]]

#: What APT lists or misses and aptcheck does not, by programme and observation, with the reason.
DIFFERENCES: dict[tuple[str, int], str] = {}


def by_apt(said: Mapping[str, Mapping[str, Sequence[Any]]], proposal: Proposal) -> Lists:
    """Return APT's lists of the MRS science observations.

    Without the other observations of the science target in the same link: APT names them too, and
    nothing makes them a sky.
    """
    lists = {}
    for number, lines in said.items():
        science = proposal.observation(int(number))
        if science is None or not science.is_live_mrs:
            continue
        listed = [proposal.observation(other) for other in lines.get("background_observations", ())]
        lists[science.number] = frozenset(
            sky.number for sky in listed if sky is not None and not _peers(science, sky)
        )
    return {number: listed for number, listed in lists.items() if listed}


def _peers(one: Observation, other: Observation) -> bool:
    return one.target_number is not None and one.target_number == other.target_number


def by_aptcheck(proposal: Proposal) -> Lists:
    found = build_graph(proposal)
    held = {
        science.number: frozenset(
            sky.number for bond in science.bonds if bond.held for sky in bond.skies
        )
        for science in found.sciences
    }
    return {number: skies for number, skies in held.items() if skies}


def test_the_held_pairs_are_those_that_apt_lists() -> None:
    said = apt_says()
    compared, differing = 0, {}
    for programme, xml in programmes():
        proposal = apt.read_bytes(xml, programme).proposal
        apt_lists, ours = by_apt(said.get(programme, {}), proposal), by_aptcheck(proposal)
        compared += len(apt_lists)
        for number in {*apt_lists, *ours}:
            theirs, own = apt_lists.get(number, frozenset()), ours.get(number, frozenset())
            if theirs != own:
                differing[programme, number] = f"APT {sorted(theirs)}, aptcheck {sorted(own)}"
    assert set(differing) == set(DIFFERENCES), differing
    assert compared > 200
