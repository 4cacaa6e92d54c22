"""APT prints the background observations of each science observation.

The programmes were rebuilt from APT's own printouts, which include these lists. aptcheck's pairs in
non-interruptible links must be the same; a difference without a reason fails, and so does a reason
without a difference.

APT's lists also name the other observations of the science target in the same link, which are not
skies. For one programme (12499, not available) they name observations of another mode; aptcheck
pairs observations of one mode.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

import pytest

from aptcheck import apt
from aptcheck.background.build import build_graph
from aptcheck.mode_names import EVERY_MODE, ModeName
from aptcheck.model import Proposal
from aptcheck.modes.judged import mode_named, mode_of
from tests.oracle.printed import apt_lists, apt_says, other_modes, programmes

Lists = dict[int, frozenset[int]]

#: What APT lists or misses and aptcheck does not: {mode: {(programme, observation): the reason}}.
DIFFERENCES: dict[ModeName, dict[tuple[str, int], str]] = {}

#: Lists of modes that aptcheck does not judge, by programme and observation.
NOT_JUDGED = {("2180", number): "NIRCam Imaging" for number in (1, 2, 3)}

#: The least number of science observations with a list. With the LRS slit and with fixed slits,
#: none of the programmes has one.
LISTS: dict[ModeName, int] = {
    "miri-mrs": 31,
    "miri-imaging": 45,
    "miri-coronagraphy": 87,
    "miri-lrs-slit": 0,
    "miri-lrs-slitless": 15,
    "nirspec-ifu": 51,
    "nirspec-fs": 0,
}

Printed = Mapping[int, Collection[int]]


def by_apt(said: Printed, proposal: Proposal, name: ModeName) -> Lists:
    """Return APT's lists of the science observations of a mode, without those of its own target."""
    mode, lists = mode_named(name), {}
    for number, numbers in said.items():
        science = proposal.observation(number)
        if science is None or not mode.is_live(science):
            continue
        listed = [proposal.observation(other) for other in numbers]
        lists[number] = frozenset(
            sky.number for sky in listed if sky is not None and not science.shares_target(sky)
        )
    return {number: listed for number, listed in lists.items() if listed}


def by_aptcheck(proposal: Proposal, name: ModeName) -> Lists:
    """Return the skies that a science observation of a mode is held with."""
    held = {
        science.number: frozenset(
            sky.number for bond in science.bonds if bond.held for sky in bond.skies
        )
        for science in build_graph(proposal, mode_named(name)).sciences
    }
    return {number: skies for number, skies in held.items() if skies}


def differing(programme: str, theirs: Lists, ours: Lists) -> dict[tuple[str, int], str]:
    """Return where the lists of a programme differ."""
    return {
        (programme, number): f"APT {sorted(listed)}, aptcheck {sorted(own)}"
        for number in {*theirs, *ours}
        for listed, own in [(theirs.get(number, frozenset()), ours.get(number, frozenset()))]
        if listed != own
    }


def test_the_held_pairs_of_the_mrs_are_those_that_apt_lists() -> None:
    said = apt_says()
    compared = 0
    found: dict[tuple[str, int], str] = {}
    for programme, xml in programmes():
        proposal = apt.read_bytes(xml, programme).proposal
        numbers: Printed = {
            int(number): lines.get("background_observations", ())
            for number, lines in said.get(programme, {}).items()
        }
        theirs = by_apt(numbers, proposal, "miri-mrs")
        compared += len(theirs)
        found |= differing(programme, theirs, by_aptcheck(proposal, "miri-mrs"))
    assert set(found) == set(DIFFERENCES.get("miri-mrs", ())), found
    assert compared > 200


@pytest.fixture(scope="module")
def rebuilt() -> list[tuple[str, Proposal, Printed]]:
    """Return the programmes of other modes, each with APT's lists."""
    return [
        (programme, apt.read_bytes(xml, programme).proposal, dict(_listed(programme)))
        for programme, xml in other_modes()
    ]


def _listed(programme: str) -> Iterator[tuple[int, Collection[int]]]:
    for number, said in apt_lists()[programme].items():
        yield number, said["background_observations"] or ()


@pytest.mark.parametrize("mode", EVERY_MODE)
def test_the_held_pairs_of_a_mode_are_those_that_apt_lists(
    mode: ModeName, rebuilt: list[tuple[str, Proposal, Printed]]
) -> None:
    compared = 0
    found: dict[tuple[str, int], str] = {}
    for programme, proposal, said in rebuilt:
        theirs = by_apt(said, proposal, mode)
        compared += len(theirs)
        found |= differing(programme, theirs, by_aptcheck(proposal, mode))
    assert set(found) == set(DIFFERENCES.get(mode, ())), found
    assert compared >= LISTS[mode]


def test_every_list_is_of_a_mode_or_known_to_be_in_none(
    rebuilt: list[tuple[str, Proposal, Printed]],
) -> None:
    modes: Counter[ModeName | None] = Counter()
    without = {}
    for programme, proposal, said in rebuilt:
        for number, numbers in said.items():
            observation = proposal.observation(number)
            mode = mode_of(observation) if numbers and observation is not None else None
            if numbers and mode is None:
                without[programme, number] = apt_lists()[programme][number]["template"]
            elif mode is not None:
                modes[mode.name] += 1
    assert without == NOT_JUDGED
    assert sum(modes.values()) > 220
