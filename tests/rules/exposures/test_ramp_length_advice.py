from __future__ import annotations

import pytest

from aptcheck.finding import Evidence
from aptcheck.testing import group, moving, mrs, pair, persistence_risk, proposal
from tests.judging import faults, findings


def test_four_groups_are_too_few():
    assert faults(pair(both={"groups": 4})) == ["BKG208 info 1"]


def test_five_groups_pass():
    assert faults(pair(both={"groups": 5})) == []


@pytest.mark.parametrize(("groups", "expected"), [(180, []), (181, ["BKG208 info 1"])])
def test_long_ramps_in_fastr1_are_told_above_180_groups(groups, expected):
    assert faults(pair(both={"groups": groups})) == expected
    assert faults(pair(both={"groups": groups, "readout": "SLOWR1"})) == []


def test_both_limits_are_settings():
    limits = {"min_groups": 3, "max_groups_fastr1": 500}
    assert faults(pair(both={"groups": 4}), thresholds=limits) == []
    assert faults(pair(both={"groups": 300}), thresholds=limits) == []


def test_bright_targets_may_have_short_ramps():
    bright = pair(both={"groups": 3}, science={"special": [persistence_risk()]})
    assert faults(bright, select=["BKG208"]) == []
    assert (
        faults(pair(both={"groups": 3}), intents={"1": {"bright": True}}, select=["BKG208"]) == []
    )


def test_bright_targets_have_long_ramps_told_all_the_same():
    xml = pair(both={"groups": 200})
    assert faults(xml, intents={"1": {"bright": True}}, select=["BKG208"]) == ["BKG208 info 1"]


def test_solar_system_targets_may_have_short_ramps():
    xml = proposal(
        targets=[moving(1, "MARS", background=[2]), moving(2, "MARS-SKY", body="MARS")],
        observations=[mrs(1, groups=2), mrs(2, groups=2)],
        links=[group(1, 2)],
    )
    assert faults(xml, select=["BKG208"]) == []


def test_the_evidence_holds_number_and_limit():
    (fault,) = findings(pair(both={"groups_long": 2}))
    assert fault.evidence == Evidence(measured=2, limit=5, unit="groups")
    assert fault.location.trail == "Observation 1 > MIRI MRS > Exposure 1"


def test_a_draft_is_spared_the_advice():
    assert faults(pair(both={"groups": 4}), profile="draft") == []
