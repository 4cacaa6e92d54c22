from __future__ import annotations

from aptcheck.testing import exposure, outcome, pair
from tests.judging import faults, findings


def test_an_arm_without_background_is_an_error():
    assert faults(pair(sky={"groups_short": None})) == ["BKG204 error 2"]


def test_an_arm_that_neither_side_exposes_passes():
    assert faults(pair(both={"groups_short": None})) == []


def test_an_arm_that_only_the_sky_exposes_passes():
    assert faults(pair(science={"groups_short": ""})) == []


def test_the_place_is_the_exposure_that_lacks_the_arm():
    xml = pair(sky={"exposures": [exposure("SHORT", groups_long=""), exposure("MEDIUM"),
                                  exposure("LONG")]})  # fmt: skip
    (fault,) = findings(xml)
    assert (fault.observation, fault.related_observations) == (2, (1,))
    assert (
        fault.location.trail == "Observation 2 > MIRI Medium Resolution Spectroscopy > Exposure 1"
    )


def test_a_missing_grating_is_not_reported_twice():
    assert faults(pair(sky={"gratings": ("SHORT", "MEDIUM")})) == ["BKG203 error 2"]


def test_it_is_advice_where_the_plan_does_not_subtract_it():
    xml = pair(sky={"groups_short": None})
    assert faults(xml, intents={"1": {"strategy": "external"}}, select=["BKG204"]) == [
        "BKG204 info 2"
    ]


def test_an_unreadable_number_is_not_taken_for_a_missing_arm():
    xml = pair(sky={"groups_short": "twenty"})
    assert faults(xml, select=["BKG204"]) == []
    assert outcome(xml, "BKG204")[0] == "not-checked"
