from __future__ import annotations

import pytest

from aptcheck.finding import Evidence
from aptcheck.testing import group, mrs, outcome, pair, proposal, target
from tests.judging import faults, findings

DOUBLE = pair(sky={"integrations": 2})


def test_twice_the_depth_is_more_than_a_master_background_needs():
    assert faults(DOUBLE) == ["BKG302 info 2"]


@pytest.mark.parametrize(("sky", "expected"), [(3, []), (4, ["BKG302 info 2"])])
def test_half_as_much_again_passes(sky, expected):
    assert faults(pair(science={"integrations": 2}, sky={"integrations": sky})) == expected


def test_pixel_subtraction_profits_from_depth():
    intents = {"1": {"strategy": "pixel"}}
    assert outcome(DOUBLE, "BKG302", intents=intents)[0] == "not-applicable"


def test_the_evidence_holds_the_ratio():
    (fault,) = findings(DOUBLE)
    assert fault.evidence == Evidence(measured=2.0, limit=1.5)
    assert fault.related_observations == (1,)


def test_a_shared_sky_is_held_against_the_deepest_science():
    xml = proposal(
        targets=[
            target(1, "NGC-1", background=[2]),
            target(2, "SKY", north=90),
            target(3, "NGC-3", background=[2], north=10),
        ],
        observations=[mrs(1), mrs(2, integrations=4), mrs(3, integrations=4)],
        links=[group(1, 2, 3)],
    )
    assert faults(xml, select=["BKG302"]) == []


def test_an_unknown_readout_is_not_checked():
    assert outcome(pair(both={"readout": "FASTGRPAVG16"}), "BKG302")[0] == "not-checked"


def test_a_background_without_a_common_setting_has_no_ratio():
    xml = pair(science={"gratings": ("SHORT",)}, sky={"gratings": ("LONG",)})
    assert outcome(xml, "BKG302")[0] == "not-applicable"
    assert outcome(xml, "BKG301")[0] == "not-applicable"
