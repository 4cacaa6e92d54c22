from __future__ import annotations

from typing import Any

import pytest

from aptcheck.finding import Evidence
from aptcheck.testing import fixed_slits, group, outcome, proposal, target
from tests.judging import faults, findings
from tests.rules.other_modes import pair_of

WIDE: dict[str, Any] = {"slit": "S400A1", "subarray": "SUBS400A1"}


def test_another_slit_is_an_error_of_the_background():
    (fault,) = findings(pair_of(fixed_slits, sky=WIDE), select=["BKG2"])
    assert (fault.code, fault.severity.value, fault.observation) == ("BKG211", "error", 2)
    assert fault.evidence == Evidence("S400A1", "S200A1")


def test_the_slit_of_the_science_passes():
    assert faults(pair_of(fixed_slits), select=["BKG211", "BKG203"]) == []
    assert faults(pair_of(fixed_slits, both=WIDE), select=["BKG211", "BKG203"]) == []


@pytest.mark.parametrize("subarray", ["ALLSLITS", "FULL"])
def test_the_two_narrow_slits_in_one_subarray_are_attached_at_level_3(subarray):
    xml = pair_of(fixed_slits, both={"subarray": subarray}, sky={"slit": "S200A2"})
    assert faults(xml, select=["BKG2"]) == ["BKG211 warning 2"]


def test_a_wider_slit_is_attached_beside_one_of_the_two():
    xml = pair_of(fixed_slits, both={"subarray": "ALLSLITS"}, sky={"slit": "S400A1"})
    assert faults(xml, select=["BKG2"]) == ["BKG211 warning 2"]


def test_two_other_slits_in_one_subarray_are_not():
    both = {"subarray": "ALLSLITS"}
    xml = pair_of(fixed_slits, both=both, science={"slit": "S400A1"}, sky={"slit": "S1600A1"})
    assert faults(xml, select=["BKG2"]) == ["BKG211 error 2"]


def test_each_slit_needs_a_background_of_its_own():
    xml = proposal(
        targets=[
            target(1, "STAR", background=[2], extended="NO"),
            target(2, "STAR-SKY", north=60),
        ],
        observations=[fixed_slits(1, 1), fixed_slits(3, 1, **WIDE), fixed_slits(2, 2, **WIDE)],
        links=[group(1, 3, 2)],
    )
    (fault,) = findings(xml, select=["BKG2"])
    assert (fault.code, fault.evidence) == ("BKG211", Evidence("S400A1", "S200A1"))


def test_another_grating_in_another_slit_is_missing():
    xml = pair_of(fixed_slits, sky={**WIDE, "settings": [("G395H", "F290LP")]})
    assert "BKG203 error 2" in faults(xml, select=["BKG2"])
    assert outcome(xml, "BKG211")[0] == "passed"


def test_it_is_advice_where_the_plan_does_not_subtract_it():
    external = {"*": {"strategy": "external"}}
    xml = pair_of(fixed_slits, sky=WIDE)
    assert faults(xml, intents=external, select=["BKG211"]) == ["BKG211 info 2"]


def test_a_slit_not_in_the_file_may_be_the_right_one():
    xml = pair_of(fixed_slits, sky={"slit": None}, skies=1)
    assert outcome(xml, "BKG203")[0] == "not-checked"
