"""With every declaration removed, the skies of real programmes are still found, and no science.

APT prints which observation has which backgrounds: these are the skies, and those that have one are
the science.
"""

from __future__ import annotations

import re
from collections import Counter

from aptcheck import apt
from aptcheck.background.build import build_graph
from aptcheck.model import Proposal
from aptcheck.modes.judged import mode_named, modes_of
from tests.oracle.printed import other_modes, programmes

#: An OFFSET before the name and no link: it may be anything.
MISSED = {("1566", 13), ("1566", 15), ("1566", 17)}

#: The same in a programme of other modes.
MISSED_BESIDE = {("1566", 13), ("1566", 15), ("1566", 17), ("1566", 19)}
#: The least number of skies in each mode.
FLOORS = {
    "miri-imaging": 35,
    "miri-coronagraphy": 75,
    "miri-lrs-slitless": 15,
    "nirspec-ifu": 44,
    "miri-mrs": 24,
}
#: Called background by their names, and linked, but not declared by any target in APT.
UNDECLARED = {("1386", 15), ("1618", 64), ("2130", 17), ("7396", 10)}

MRS = mode_named("miri-mrs")


def undeclared(xml: bytes) -> Proposal:
    bare = re.sub(rb"<BackgroundTargets>[^<]*</BackgroundTargets>", b"", xml)
    bare = bare.replace(b"<BackgroundTargetReq>true<", b"<BackgroundTargetReq>false<")
    return apt.read_bytes(bare, "").proposal


def test_the_skies_are_found_without_their_declaration_and_no_science_is() -> None:
    skies, missed, mistaken = 0, set(), set()
    for number, xml in programmes():
        declared = build_graph(apt.read_bytes(xml, number).proposal, MRS)
        found = {suspicion.sky.number for suspicion in build_graph(undeclared(xml), MRS).suspicions}
        own = {sky.number for sky in declared.declared.skies}
        skies += len(own)
        missed |= {(number, sky) for sky in own - found}
        served = {science.number for science in declared.sciences if science.bonds}
        mistaken |= {(number, science) for science in served & found}
    assert missed == MISSED
    assert not mistaken
    assert skies > 250


def test_the_skies_of_other_modes_are_found_and_no_science_is() -> None:
    """No PSF reference, second roll, other tile or leakage calibration is taken for a sky."""
    skies: Counter[str] = Counter()
    missed, mistaken, without = set(), set(), set()
    for number, xml in other_modes():
        declared, bare = apt.read_bytes(xml, number).proposal, undeclared(xml)
        for mode in modes_of(declared.observations):
            graph = build_graph(declared, mode)
            found = {one.sky.number for one in build_graph(bare, mode).suspicions}
            own = {sky.number for sky in graph.declared.skies}
            skies[mode.name] += len(own)
            missed |= {(number, sky) for sky in own - found}
            served = {science.number for science in graph.sciences if science.bonds}
            mistaken |= {(number, science) for science in served & found}
            without |= {(number, one.sky.number) for one in graph.suspicions}
    assert missed == MISSED_BESIDE
    assert not mistaken
    assert without == UNDECLARED
    assert all(skies[name] >= floor for name, floor in FLOORS.items()), skies
