from __future__ import annotations

from aptcheck.finding import Evidence
from aptcheck.testing import outcome, pair
from tests.judging import faults, findings


def test_another_channel_is_reported():
    assert faults(pair(sky={"primary": "CHANNEL1"})) == ["BKG207 info 2"]


def test_the_same_channel_passes():
    assert faults(pair(both={"primary": "CHANNEL4"})) == []


def test_the_imager_is_not_a_channel():
    assert faults(pair(sky={"primary": "IMAGER"}), select=["BKG207"]) == []
    assert outcome(pair(sky={"primary": "IMAGER"}), "BKG207")[0] == "not-applicable"


def test_the_evidence_holds_both():
    (fault,) = findings(pair(science={"primary": "CHANNEL1"}))
    assert fault.evidence == Evidence(measured="ALL", limit="CHANNEL1")
    assert (fault.observation, fault.related_observations) == (2, (1,))


def test_no_channel_is_not_checked():
    assert outcome(pair(sky={"primary": None}), "BKG207")[0] == "not-checked"
