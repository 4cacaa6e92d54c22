from __future__ import annotations

from aptcheck.finding import Evidence
from aptcheck.testing import dither, outcome, pair
from tests.judging import faults, findings
from tests.rules.dithers.imager_sky import imager_sky


def test_two_points_are_reported():
    assert faults(imager_sky(dither("2-Point", "BACKGROUND")), select=["BKG406"]) == [
        "BKG406 info 2"
    ]


def test_four_points_pass():
    assert faults(imager_sky(dither("4-Point", "BACKGROUND")), select=["BKG406"]) == []


def test_a_channel_as_primary_is_left_alone():
    xml = pair(sky={"dithers": [dither("2-Point")]})
    assert outcome(xml, "BKG406")[0] == "not-applicable"


def test_the_evidence_holds_the_number_of_points():
    (fault,) = findings(imager_sky(dither("2-Point", "BACKGROUND")), select=["BKG406"])
    assert fault.evidence == Evidence(measured=2, limit=4, unit="points")
    assert fault.location.trail == "Observation 2 > MIRI Medium Resolution Spectroscopy > Dither 1"


def test_an_unknown_dither_type_is_not_checked():
    assert outcome(imager_sky(dither("Cycling", "BACKGROUND")), "BKG406")[0] == "not-checked"
