from __future__ import annotations

import pytest

from aptcheck.finding import Evidence
from aptcheck.testing import exposure, group, moving, mrs, pair, persistence_risk, proposal
from tests.judging import faults, findings


def test_four_groups_are_too_few():
    assert faults(pair(both={"groups": 4})) == ["BKG208 info 1"]


def test_five_groups_pass():
    assert faults(pair(both={"groups": 5})) == []


@pytest.mark.parametrize(("groups", "expected"), [(180, []), (181, ["BKG208 info 1"])])
def test_long_ramps_in_fastr1_are_reported_above_180_groups(groups, expected):
    assert faults(pair(both={"groups": groups})) == expected
    assert faults(pair(both={"groups": groups, "readout": "SLOWR1"})) == []


def test_the_limits_in_fastr1_are_settings():
    limits = {"min_groups": 3, "max_groups_fastr1": 500}
    assert faults(pair(both={"groups": 4}), thresholds=limits) == []
    assert faults(pair(both={"groups": 300}), thresholds=limits) == []


@pytest.mark.parametrize("readout", ["SLOWR1", "SLOW"])
@pytest.mark.parametrize(("groups", "reported"), [(4, True), (7, True), (9, True), (10, False)])
def test_slow_ramps_should_have_ten_groups(readout, groups, reported):
    xml = pair(both={"groups": groups, "readout": readout})
    assert faults(xml, select=["BKG208"]) == (["BKG208 info 1"] if reported else [])


def test_the_limit_in_slowr1_is_a_setting_of_its_own():
    slow, fast = (pair(both={"groups": 4, "readout": name}) for name in ("SLOWR1", "FASTR1"))
    assert faults(slow, thresholds={"min_groups_slowr1": 4}) == []
    assert faults(fast, thresholds={"min_groups_slowr1": 4}) == ["BKG208 info 1"]
    assert faults(slow, thresholds={"min_groups": 3}) == ["BKG208 info 1"]


def test_a_bright_target_in_slowr1_has_its_short_ramps_reported():
    """A FASTR1 ramp of the same duration has more groups and would saturate no later."""
    xml = pair(both={"groups": 7, "readout": "SLOWR1"})
    intents = {"1": {"bright": True}}
    assert faults(xml, intents=intents, select=["BKG208"]) == ["BKG208 info 1"]


def test_short_ramps_of_both_readouts_are_two_faults_with_their_own_limits():
    lines = [exposure("SHORT", groups=4), exposure("LONG", groups=6, readout="SLOWR1")]
    found = findings(pair(both={"exposures": lines}), select=["BKG208"])
    assert {finding.evidence for finding in found} == {
        Evidence(measured=4, limit=5, unit="groups"),
        Evidence(measured=6, limit=10, unit="groups"),
    }
    assert len({finding.fingerprint for finding in found}) == 2


def test_bright_targets_may_have_short_ramps():
    bright = pair(both={"groups": 3}, science={"special": [persistence_risk()]})
    assert faults(bright, select=["BKG208"]) == []
    assert (
        faults(pair(both={"groups": 3}), intents={"1": {"bright": True}}, select=["BKG208"]) == []
    )


def test_bright_targets_have_long_ramps_reported_too():
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
    assert (
        fault.location.trail == "Observation 1 > MIRI Medium Resolution Spectroscopy > Exposure 1"
    )


def test_a_draft_is_spared_the_advice():
    assert faults(pair(both={"groups": 4}), profile="draft") == []
