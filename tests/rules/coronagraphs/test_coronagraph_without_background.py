from __future__ import annotations

from typing import Any

import pytest

from aptcheck.testing import group, ifu, outcome, target, time_series
from tests.judging import faults, findings
from tests.rules.coronagraphs.sets import whole_set
from tests.rules.other_modes import pair_of

LINKS = ["BKG1", "BKG86"]
NOTHING: dict[str, Any] = {"star": (), "reference": (), "observed": (1, 2, 3), "links": []}


def test_each_star_without_one_is_an_error_science_and_reference():
    star, reference = findings(whole_set(**NOTHING), select=LINKS)
    assert {star.code, reference.code} == {"BKG861"}
    assert (star.severity.value, star.observation, star.related_observations) == ("error", 1, (2,))
    assert (reference.severity.value, reference.observation) == ("error", 3)
    assert (star.target, reference.target) == ("STAR", "PSF")
    assert reference.location.trail.startswith("Fixed Targets > 2")


@pytest.mark.parametrize("cycle", [1, 3, 0, None])
def test_before_cycle_4_or_without_a_cycle_it_is_a_warning(cycle):
    xml = whole_set(**NOTHING, cycle=cycle)
    assert faults(xml, select=LINKS) == ["BKG861 warning 1", "BKG861 warning 3"]


def test_from_cycle_4_on_it_is_an_error_and_a_warning_in_a_draft():
    xml = whole_set(**NOTHING, cycle=4)
    assert faults(xml, select=LINKS) == ["BKG861 error 1", "BKG861 error 3"]
    assert faults(xml, select=LINKS, profile="draft") == ["BKG861 warning 1", "BKG861 warning 3"]


def test_a_whole_set_passes():
    assert faults(whole_set(), select=LINKS) == []
    assert outcome(whole_set(), "BKG861")[0] == "passed"


def test_one_linked_with_the_background_of_another_is_reported_only_here():
    xml = whole_set(reference=(), observed=(1, 2, 3, 4))
    assert faults(xml, select=["BKG1", "BKG861"]) == ["BKG861 error 3"]


def test_a_roll_beside_one_that_has_a_background_is_left_to_the_links():
    xml = whole_set(links=[group(1, 3, 4, 5)])
    assert faults(xml, select=["BKG1", "BKG861"]) == ["BKG104 error 4"]


@pytest.mark.parametrize(
    ("change", "reported"),
    [
        # an apparent background
        ({"reference": (), "links": [group(1, 2, 4), group(3, 5)]}, ["BKG102 error 5"]),
        # the checkbox is ticked, the list is empty
        (
            {"reference": (), "observed": (1, 2, 3, 4), "targets": {2: {"required": True}}},
            ["BKG103 error 3"],
        ),
        # a listed target that is not observed
        ({"observed": (1, 2, 3, 4)}, ["BKG101 error 3"]),
    ],
)
def test_an_intended_background_is_reported_by_another_rule(change, reported):
    xml = whole_set(**change)
    assert faults(xml, select=["BKG101", "BKG102", "BKG103", "BKG861"]) == reported


@pytest.mark.parametrize("strategy", ["none", "external"])
def test_where_the_background_comes_otherwise_it_is_silent(strategy):
    intents = {"PSF": {"strategy": strategy}}
    assert faults(whole_set(**NOTHING), select=LINKS, intents=intents) == ["BKG861 error 1"]


@pytest.mark.parametrize("category", ["CAL", "COM", "ENG"])
def test_calibration_programmes_are_left_alone(category):
    xml = whole_set(**NOTHING, category=category)
    assert outcome(xml, "BKG861")[0] == "not-applicable"


def test_a_reference_of_category_calibration_needs_one_and_a_mere_calibrator_does_not():
    calibrator = {2: {"category": "Calibration"}}
    xml = whole_set(**NOTHING, targets=calibrator)
    assert faults(xml, select=LINKS) == ["BKG861 error 1", "BKG861 error 3"]
    apart: dict[int, Any] = {
        1: {"psf_references": []},
        2: {"psf_references": []},
        3: {"psf_reference": False},
    }
    xml = whole_set(**NOTHING, targets=calibrator, forms=apart)
    assert faults(xml, select=LINKS) == ["BKG861 error 1"]


def test_what_is_named_as_a_reference_is_one_without_the_checkbox():
    xml = whole_set(
        **NOTHING, targets={2: {"category": "Calibration"}}, forms={3: {"psf_reference": False}}
    )
    assert faults(xml, select=LINKS) == ["BKG861 error 1", "BKG861 error 3"]


def test_a_withdrawn_observation_needs_none():
    xml = whole_set(**NOTHING, forms={3: {"status": "WITHDRAWN"}})
    assert faults(xml, select=["BKG1", "BKG861"]) == ["BKG861 error 1"]


def test_a_background_that_no_science_uses_is_not_a_star():
    xml = whole_set(
        more_targets=[target(5, "OTHER-BACKGROUND", north=9000)],
        forms={6: {"target": 5, "background_quadrant": "1"}},
        links=[group(1, 2, 3, 4, 5)],
    )
    assert faults(xml, select=["BKG861"]) == []


def test_a_time_series_gets_none():
    forms: dict[int, Any] = {number: {"special": [time_series()]} for number in (1, 2)}
    assert faults(whole_set(**NOTHING, forms=forms), select=LINKS) == ["BKG861 error 3"]


def test_another_mode_may_do_without():
    xml = pair_of(ifu, declared=False, links=[])
    assert outcome(xml, "BKG861")[0] == "not-applicable"
