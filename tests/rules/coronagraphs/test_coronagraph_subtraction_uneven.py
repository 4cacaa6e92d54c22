from __future__ import annotations

from typing import Any

import pytest

from aptcheck.finding import Evidence
from aptcheck.testing import group, outcome, target
from tests.judging import faults, findings
from tests.rules.coronagraphs.sets import whole_set

TWO = ["F1140C", "F1550C"]


def reported(**change):
    return faults(whole_set(**change), select=["BKG862"])


def test_a_reference_without_beside_rolls_with_a_background_is_an_error():
    xml = whole_set(reference=(), observed=(1, 2, 3, 4))
    (fault,) = findings(xml, select=["BKG862"])
    assert (fault.severity.value, fault.observation) == ("error", 3)
    assert fault.related_observations == (1, 2)
    assert fault.evidence == Evidence(2, 3, "observations")


def test_one_roll_of_two_is_an_error():
    (fault,) = findings(whole_set(links=[group(1, 3, 4, 5)]), select=["BKG862"])
    assert (fault.observation, fault.related_observations) == (2, (1, 3))


def test_an_interruptible_link_does_not_count():
    loose = group(2, 4, non_interruptible=False)
    assert reported(links=[group(1, 3, 4, 5), loose]) == ["BKG862 error 2"]


def test_all_or_none_passes():
    assert reported() == []
    assert reported(links=[group(1, 2, 4), group(3, 5)]) == []
    assert reported(star=(), reference=(), observed=(1, 2, 3), links=[]) == []


def test_only_the_filter_that_the_sky_lacks_is_uneven():
    both = {number: {"filters": TWO} for number in (1, 2, 3, 5)}
    (fault,) = findings(whole_set(forms=both), select=["BKG862"])
    assert (fault.observation, fault.related_observations) == (1, (2, 3))


def test_filters_that_are_uneven_alike_are_one_finding():
    both = {number: {"filters": TWO} for number in (1, 2, 3, 4)}
    xml = whole_set(forms=both, reference=(), observed=(1, 2, 3, 4))
    assert faults(xml, select=["BKG862"]) == ["BKG862 error 3"]


def test_two_stars_with_one_reference_are_two_sets():
    xml = whole_set(
        more_targets=[target(5, "OTHER", north=8000)],
        forms={6: {"target": 5, "psf_references": [3]}},
        links=[group(1, 2, 3, 4, 5)],
    )
    (fault,) = findings(xml, select=["BKG862"])
    assert (fault.observation, fault.related_observations) == (6, (3,))


def test_rolls_with_references_of_their_own_are_two_sets():
    forms: dict[int, Any] = {2: {"psf_references": [6]}, 6: {"target": 2, "psf_reference": True}}
    xml = whole_set(forms=forms, links=[group(1, 3, 4, 5)])
    assert faults(xml, select=["BKG862"]) == []


def test_without_a_reference_nothing_is_combined():
    forms: dict[int, Any] = {1: {"psf_references": []}, 2: {"psf_references": []}}
    xml = whole_set(forms=forms, links=[group(1, 3, 4, 5)])
    assert outcome(xml, "BKG862")[0] == "not-applicable"


@pytest.mark.parametrize("forms", [{3: {"filters": ["F1550C"]}}, {3: {"status": "WITHDRAWN"}}])
def test_a_reference_that_is_not_there_is_not_judged(forms):
    xml = whole_set(forms=forms, reference=(), observed=(1, 2, 3, 4))
    assert outcome(xml, "BKG862")[0] == "not-applicable"


@pytest.mark.parametrize("strategy", ["none", "external"])
def test_where_the_background_comes_otherwise_it_is_silent(strategy):
    xml = whole_set(reference=(), observed=(1, 2, 3, 4))
    assert faults(xml, select=["BKG862"], intents={"PSF": {"strategy": strategy}}) == []


def test_a_filter_of_the_sky_that_cannot_be_read_may_be_the_one():
    xml = whole_set(forms={5: {"filters": [None]}})
    assert faults(xml, select=["BKG862"]) == []
    assert outcome(xml, "BKG862")[0] == "not-checked"


def test_it_is_a_warning_in_a_draft():
    xml = whole_set(reference=(), observed=(1, 2, 3, 4))
    assert faults(xml, select=["BKG862"], profile="draft") == ["BKG862 warning 3"]
