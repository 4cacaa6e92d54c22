from __future__ import annotations

from aptcheck.finding import Evidence
from aptcheck.testing import ifu, ifu_exposure, outcome
from tests.judging import faults, findings
from tests.rules.other_modes import pair_of

BLUE, RED = ("G140M", "F070LP"), ("G140M", "F100LP")


def test_the_grating_with_the_other_filter_is_an_error_of_the_background():
    xml = pair_of(ifu, science={"settings": [RED]}, sky={"settings": [BLUE]})
    (fault,) = findings(xml, select=["BKG2"])
    assert (fault.code, fault.severity.value, fault.observation) == ("BKG210", "error", 2)
    assert fault.evidence == Evidence("F070LP", "F100LP")
    assert (fault.related_observations, fault.fixable) == ((1,), "unsafe")


def test_the_filter_of_the_science_passes():
    for settings in ([RED], [BLUE], [BLUE, RED]):
        xml = pair_of(ifu, science={"settings": settings}, sky={"settings": [BLUE, RED]})
        assert faults(xml, select=["BKG210", "BKG203"]) == []


def test_where_the_science_takes_both_filters_one_is_lacking():
    xml = pair_of(ifu, science={"settings": [BLUE, RED]}, sky={"settings": [BLUE]})
    assert faults(xml, select=["BKG2"]) == ["BKG210 error 2"]


def test_another_grating_is_missing_and_reported_separately():
    science = {"settings": [RED, ("G235M", "F170LP")]}
    xml = pair_of(ifu, science=science, sky={"settings": [BLUE]})
    assert faults(xml, select=["BKG2"]) == ["BKG203 error 2", "BKG210 error 2"]
    missing = next(f for f in findings(xml) if f.code == "BKG203")
    assert missing.evidence == Evidence(measured=1, limit=2)


def test_it_is_advice_where_the_plan_does_not_subtract_it_and_a_warning_in_a_draft():
    xml = pair_of(ifu, science={"settings": [RED]}, sky={"settings": [BLUE]})
    external = {"*": {"strategy": "external"}}
    assert faults(xml, intents=external, select=["BKG210"]) == ["BKG210 info 2"]
    assert faults(xml, profile="draft", select=["BKG210"]) == ["BKG210 warning 2"]


def test_a_filter_not_in_the_file_may_be_the_right_one():
    rows = [ifu_exposure(*BLUE), ifu_exposure("G140M", None)]
    xml = pair_of(ifu, science={"settings": [RED]}, sky={"exposures": rows})
    assert outcome(xml, "BKG210")[0] == "not-checked"


def test_a_leakage_calibration_is_not_a_background_exposure():
    rows = [ifu_exposure(*BLUE), ifu_exposure(*RED, leakcal=True)]
    xml = pair_of(ifu, science={"settings": [RED]}, sky={"exposures": rows})
    assert faults(xml, select=["BKG210"]) == ["BKG210 error 2"]
