from __future__ import annotations

from typing import Any

from aptcheck.testing import coronagraph, image, outcome, proposal, target
from tests.judging import faults, findings
from tests.rules.coronagraphs.sets import whole_set


def measured(fault):
    return [(one.observation, one.measured) for one in fault.evidence.each]


def reported(**change):
    return faults(whole_set(**change), select=["BKG863"])


def test_a_reference_that_is_there_passes():
    assert reported() == []


def test_one_that_is_not_in_the_file_is_advice_once_a_proposal():
    (fault,) = findings(whole_set(observed=(1, 2, 4, 5)), select=["BKG863", "APT002"])
    assert (fault.code, fault.severity.value) == ("BKG863", "info")
    assert measured(fault) == [(1, "observation 3"), (2, "observation 3")]


def test_one_that_is_withdrawn_is_not_there():
    assert reported(forms={3: {"status": "WITHDRAWN"}}) == ["BKG863 info -"]


def test_one_in_another_filter_is_advice():
    (fault,) = findings(whole_set(forms={3: {"filters": ["F1550C"]}}), select=["BKG863"])
    assert measured(fault) == [(1, "4QPM/F1140C"), (2, "4QPM/F1140C")]


def test_references_may_share_the_filters():
    forms: dict[int, Any] = {
        1: {"filters": ["F1140C", "F1550C"], "psf_references": [3, 6]},
        6: {"target": 2, "psf_reference": True, "filters": ["F1550C"]},
    }
    assert reported(forms=forms) == []
    forms[1]["filters"] = ["F1140C", "F1550C", "F1065C"]
    assert reported(forms=forms) == ["BKG863 info 1"]


def test_one_missing_and_one_in_another_filter_are_two_findings():
    forms: dict[int, Any] = {2: {"psf_references": [99]}, 3: {"filters": ["F1550C"]}}
    found = findings(whole_set(forms=forms), select=["BKG863"])
    assert sorted(fault.observation for fault in found) == [1, 2]
    assert len({fault.fingerprint for fault in found}) == 2


def test_one_of_another_template_or_itself_is_not_a_reference():
    targets = [target(1, "STAR", extended="NO"), target(2, "PSF", north=4000, extended="NO")]
    for references in ([2], [1]):
        star = coronagraph(1, 1, psf_references=references)
        xml = proposal(targets=targets, observations=[star, image(2, 2)])
        assert faults(xml, select=["BKG863"]) == ["BKG863 info 1"]


def test_without_references_it_is_not_applicable_and_advice_is_left_out_of_a_draft():
    xml = whole_set(forms={1: {"psf_references": []}, 2: {"psf_references": []}})
    assert outcome(xml, "BKG863")[0] == "not-applicable"
    xml = whole_set(observed=(1, 2, 4, 5))
    assert faults(xml, select=["BKG863"], profile="draft") == []


def test_a_filter_that_cannot_be_read_is_not_checked():
    xml = whole_set(forms={3: {"filters": [None]}})
    assert faults(xml, select=["BKG863"]) == []
    assert outcome(xml, "BKG863")[0] == "not-checked"
