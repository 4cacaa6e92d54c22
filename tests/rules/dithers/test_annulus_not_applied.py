from __future__ import annotations

from aptcheck.finding import Evidence
from aptcheck.testing import dither, mrs, pair, proposal, target
from tests.judging import faults, findings

POINT = {"*": {"source_class": "isolated-point"}}


def point_source(extended, *dithers, **changes):
    return proposal(
        targets=[target(1, "STAR", extended=extended, category="Star")],
        observations=[mrs(1, acquisition="Same Target as Observation", dithers=dithers, **changes)],
    )


def test_a_point_source_marked_extended_gets_no_annulus():
    xml = point_source("YES", dither("4-Point", "POINT SOURCE"))
    assert faults(xml, intents=POINT, select=["BKG408"]) == ["BKG408 warning 1"]


def test_a_point_source_marked_so_passes():
    assert faults(point_source("NO", dither("4-Point", "POINT SOURCE")), intents=POINT) == []


def test_unknown_extent_needs_the_point_source_dither():
    bare = point_source("Unknown", dither="None")
    assert faults(bare, intents=POINT, select=["BKG408"]) == ["BKG408 warning 1"]
    dithered = point_source("Unknown", dither("4-Point", "POINT SOURCE"))
    assert faults(dithered, intents=POINT, select=["BKG408"]) == []


def test_it_is_an_info_beside_a_dedicated_background():
    assert faults(pair(), intents={"1": {"source_class": "isolated-point"}}, select=["BKG408"]) == [
        "BKG408 info 1"
    ]


def test_without_a_stated_class_nothing_contradicts():
    assert faults(point_source("YES", dither()), select=["BKG408"]) == []


def test_the_evidence_holds_the_type_it_will_have_and_the_type_it_needs():
    (fault,) = findings(point_source("Unknown", dither="None"), intents=POINT, select=["BKG408"])
    assert fault.evidence == Evidence(measured="EXTENDED", limit="POINT")
    assert fault.location.trail == "Fixed Targets > 1 STAR"
