from __future__ import annotations

from tests.build import exposure, pair
from tests.judging import findings, found, outcome


def test_another_readout_is_an_error_even_at_equal_groups():
    xml = pair(science={"integrations": 9}, sky={"readout": "SLOWR1"})
    assert found(xml) == ["BKG202 error 2"]


def test_equal_readouts_pass():
    assert found(pair(both={"readout": "SLOWR1"})) == []


def test_the_groups_rule_is_silent_for_the_setting():
    xml = pair(science={"integrations": 9}, sky={"readout": "SLOWR1", "groups": 20})
    assert found(xml, select=["BKG201", "BKG202"]) == ["BKG202 error 2"]


def test_without_imaging_the_short_arm_reads_out_as_the_long_one():
    imaged = {"imaging": "F1000W", "readout_long": "FASTR1", "readout_short": "SLOWR1"}
    fault = next(f for f in findings(pair(science=imaged)) if f.code == "BKG202")
    assert fault.message == (
        "The readout pattern of the background differs from the science: science SLOWR1, "
        "background FASTR1 in SHORT(A), MEDIUM(B) and LONG(C) on the MRS SHORT detector."
    )
    assert found(pair(science={"imaging": "F1000W"}), select=["BKG202"]) == []


def test_the_fix_names_readout_and_groups_of_the_science():
    xml = pair(sky={"exposures": [exposure("ALL", readout="SLOWR1", groups=4)]})
    fault = next(f for f in findings(xml) if f.code == "BKG202")
    assert fault.fix == (
        "In observation 2, MIRI MRS form, set Readout Pattern in SHORT(A), MEDIUM(B) and LONG(C) "
        "to that of the science (FASTR1 in observation 1), and Groups/Int with it."
    )


def test_a_readout_that_is_not_given_is_not_checked():
    assert outcome(pair(sky={"readout": ""}), "BKG202")[0] == "not-checked"
