from __future__ import annotations

import pytest

from aptcheck.finding import Evidence
from aptcheck.testing import (
    coronagraph,
    exposure,
    fixed_slits,
    ifu,
    image,
    lrs,
    outcome,
    pair,
)
from tests.judging import faults, findings
from tests.rules.other_modes import pair_of


def test_another_readout_is_an_error_even_at_equal_groups():
    xml = pair(science={"integrations": 9}, sky={"readout": "SLOWR1"})
    assert faults(xml) == ["BKG202 error 2"]


def test_equal_readouts_pass():
    assert faults(pair(both={"readout": "SLOWR1"})) == []


def test_the_groups_rule_is_silent_for_the_setting():
    xml = pair(science={"integrations": 9}, sky={"readout": "SLOWR1", "groups": 20})
    assert faults(xml, select=["BKG201", "BKG202"]) == ["BKG202 error 2"]


def test_without_imaging_the_short_arm_reads_out_as_the_long_one():
    imaged = {"imaging": "F1000W", "readout_long": "FASTR1", "readout_short": "SLOWR1"}
    fault = next(f for f in findings(pair(science=imaged)) if f.code == "BKG202")
    assert fault.evidence == Evidence(measured="FASTR1", limit="SLOWR1")
    assert faults(pair(science={"imaging": "F1000W"}), select=["BKG202"]) == []


def test_the_evidence_holds_both_readouts_at_the_exposure_of_the_sky():
    xml = pair(sky={"exposures": [exposure("ALL", readout="SLOWR1", groups=4)]})
    fault = next(f for f in findings(xml) if f.code == "BKG202")
    assert fault.evidence == Evidence(measured="SLOWR1", limit="FASTR1")
    assert (
        fault.location.trail == "Observation 2 > MIRI Medium Resolution Spectroscopy > Exposure 1"
    )
    assert fault.related_observations == (1,)


def test_a_readout_that_is_not_given_is_not_checked():
    assert outcome(pair(sky={"readout": ""}), "BKG202")[0] == "not-checked"


@pytest.mark.parametrize(
    ("build", "both", "expected"),
    [
        (coronagraph, {}, ["BKG202 error 2"]),
        (image, {}, ["BKG202 warning 2"]),
        (lrs, {}, ["BKG202 warning 2"]),
        (lrs, {"subarray": "SLITLESSPRISM"}, ["BKG202 info 2"]),
    ],
)
def test_what_another_readout_does_depends_on_the_mode(build, both, expected):
    xml = pair_of(build, both=both, sky={"readout": "SLOWR1"})
    assert faults(xml, select=["BKG201", "BKG202"]) == expected


@pytest.mark.parametrize("build", [ifu, fixed_slits])
def test_nirspec_needs_an_equal_readout_for_pixel_subtraction_alone(build):
    xml = pair_of(build, sky={"readout": "NRS"})
    assert outcome(xml, "BKG202")[0] == "not-applicable"
    assert faults(xml, intents={"*": {"strategy": "pixel"}}, select=["BKG202"]) == ["BKG202 info 2"]


def test_the_evidence_of_images_holds_both_readouts():
    (fault,) = findings(pair_of(image, sky={"readout": "SLOWR1"}), select=["BKG202"])
    assert fault.evidence == Evidence(measured="SLOWR1", limit="FASTR1")
    assert fault.fixable == "unsafe"
