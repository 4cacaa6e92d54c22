"""With every declaration taken away, the skies of real programmes are still found, and no science.

APT prints which observation has which backgrounds: these are the skies, and those that have one are
the science.
"""

from __future__ import annotations

import re

from aptcheck import apt
from aptcheck.background.build import build_graph
from aptcheck.model import Proposal
from tests.oracle.printed import programmes

#: An OFFSET in front of the name and no link: it may be anything.
MISSED = {("1566", 13), ("1566", 15), ("1566", 17)}


def undeclared(xml: bytes) -> Proposal:
    bare = re.sub(rb"<BackgroundTargets>[^<]*</BackgroundTargets>", b"", xml)
    bare = bare.replace(b"<BackgroundTargetReq>true<", b"<BackgroundTargetReq>false<")
    return apt.read_bytes(bare, "").proposal


def test_the_skies_are_found_without_their_declaration_and_no_science_is() -> None:
    skies, missed, mistaken = 0, set(), set()
    for number, xml in programmes():
        declared = build_graph(apt.read_bytes(xml, number).proposal)
        found = {suspicion.sky.number for suspicion in build_graph(undeclared(xml)).suspicions}
        own = {sky.number for sky in declared.declared.skies}
        skies += len(own)
        missed |= {(number, sky) for sky in own - found}
        served = {science.number for science in declared.sciences if science.bonds}
        mistaken |= {(number, science) for science in served & found}
    assert missed == MISSED
    assert not mistaken
    assert skies > 250
