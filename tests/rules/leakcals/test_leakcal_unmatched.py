from __future__ import annotations

from aptcheck.testing import group, ifu, ifu_exposure, outcome, proposal, target
from tests.judging import faults, findings
from tests.rules.other_modes import pair_of

PRISM, RED = ("PRISM", "CLEAR"), ("G395H", "F290LP")
CALIBRATION = ifu_exposure(*PRISM, leakcal=True, dithered=False)


def alone(*rows):
    return proposal(
        targets=[target(1, "NGC-1", extended="NO")], observations=[ifu(1, 1, exposures=rows)]
    )


def test_one_in_another_grating_corrects_nothing():
    (fault,) = findings(alone(ifu_exposure(*RED), CALIBRATION), select=["BKG85"])
    assert (fault.code, fault.severity.value, fault.observation) == ("BKG853", "warning", 1)
    assert fault.location.trail.endswith("Exposure 2")


def test_the_same_grating_with_another_filter_does_not_help():
    rows = ifu_exposure("G140M", "F100LP"), ifu_exposure("G140M", "F070LP", leakcal=True)
    assert faults(alone(*rows), select=["BKG85"]) == ["BKG853 warning 1"]


def test_one_beside_what_it_corrects_passes():
    assert faults(alone(ifu_exposure(*PRISM), CALIBRATION), select=["BKG85"]) == []


def test_an_observation_of_calibrations_alone_corrects_nothing_linked_or_not():
    for links in ([group(1, 2)], [group(1, 2, 3)]):
        xml = pair_of(ifu, more_observations=[ifu(3, 1, exposures=[CALIBRATION])], links=links)
        assert faults(xml, select=["BKG85"]) == ["BKG853 warning 3"]


def test_science_and_background_are_reported_together():
    rows = {"exposures": [ifu_exposure(*RED), CALIBRATION]}
    (fault,) = findings(pair_of(ifu, both=rows), select=["BKG85"])
    assert fault.observation is None
    assert [(one.observation, one.measured) for one in fault.evidence.each] == [
        (1, "PRISM/CLEAR"),
        (2, "PRISM/CLEAR"),
    ]


def test_a_withdrawn_observation_and_none_at_all_are_silent():
    xml = pair_of(ifu, more_observations=[ifu(3, 1, exposures=[CALIBRATION], status="WITHDRAWN")])
    assert faults(xml, select=["BKG85"]) == []
    assert outcome(pair_of(ifu), "BKG853")[0] == "not-applicable"


def test_a_setting_that_cannot_be_read_may_be_the_one():
    for rows in (
        (ifu_exposure(None, "CLEAR"), CALIBRATION),
        (ifu_exposure(*RED), ifu_exposure("G395H", None, leakcal=True)),
    ):
        assert faults(alone(*rows), select=["BKG853"]) == []
        assert outcome(alone(*rows), "BKG853")[0] == "not-checked"


def test_one_by_itself_on_a_linked_background_goes_to_the_science():
    own = [ifu(3, 2, exposures=[CALIBRATION])]
    rows = {"exposures": [ifu_exposure(*PRISM)]}
    linked, loose = ([group(1, 2, 3)], [group(1, 2)])
    given = pair_of(ifu, both=rows, more_observations=own, links=linked)
    assert faults(given, select=["BKG853"]) == []
    kept = pair_of(ifu, both=rows, more_observations=own, links=loose)
    assert faults(kept, select=["BKG853"]) == ["BKG853 warning 3"]
