"""The background checkbox of a target contradicts its background target list."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from aptcheck.testing import (
    Observation,
    coronagraph,
    fixed_slits,
    ifu,
    image,
    lrs,
    mrs,
    other,
    pair,
    proposal,
    target,
)
from tests.judging import faults, findings


def test_a_ticked_box_without_a_list_is_one_error_though_the_sky_is_linked() -> None:
    document = pair(science_target={"background": [], "required": True})
    assert faults(document) == ["BKG103 error 1"]
    (finding,) = findings(document)
    assert finding.target == "NGC-1"
    assert finding.location.trail == "Fixed Targets > 1 NGC-1"


def test_a_list_without_the_tick_is_a_warning() -> None:
    document = pair(science_target={"required": False})
    assert faults(document) == ["BKG103 warning 1"]


def test_checkbox_and_list_together_or_neither_is_clean() -> None:
    assert faults(pair(), select=["BKG103"]) == []
    document = proposal(targets=[target(1)], observations=[mrs(1)])
    assert faults(document, select=["BKG103"]) == []


def test_a_draft_has_a_warning() -> None:
    document = pair(science_target={"background": [], "required": True})
    assert faults(document, profile="draft") == ["BKG103 warning 1"]


def test_a_target_that_only_nircam_observes_is_not_judged() -> None:
    document = proposal(
        targets=[target(1, required=True), target(2, "NGC-2")],
        observations=[other(1, "NircamImaging"), mrs(2)],
    )
    assert faults(document, select=["BKG103"]) == []


@pytest.mark.parametrize("make", [ifu, image, coronagraph, fixed_slits, lrs])
def test_it_is_one_error_in_any_mode(make: Callable[[int, int], Observation]) -> None:
    document = proposal(targets=[target(1, required=True)], observations=[make(1, 1), make(2, 1)])
    (finding,) = findings(document, select=["BKG103"])
    assert (finding.severity.value, finding.observation) == ("error", 1)
    assert finding.related_observations == (2,)


def test_a_target_of_two_modes_is_reported_once() -> None:
    document = proposal(targets=[target(1, required=True)], observations=[ifu(1, 1), mrs(2, 1)])
    (finding,) = findings(document, select=["BKG103"])
    assert {finding.observation, *finding.related_observations} == {1, 2}


@pytest.mark.parametrize("template", ["NirspecBrightObjectTimeSeries", "NirissWfss", "NirspecMOS"])
def test_it_is_a_warning_where_no_background_is_subtracted(template: str) -> None:
    document = proposal(targets=[target(1, required=True)], observations=[other(1, template)])
    assert faults(document, select=["BKG103"]) == ["BKG103 warning 1"]
    slitless = lrs(1, subarray="SLITLESSPRISM")
    document = proposal(targets=[target(1, required=True)], observations=[slitless])
    assert faults(document, select=["BKG103"]) == ["BKG103 warning 1"]


def test_a_dangling_list_is_not_empty() -> None:
    document = pair(science_target={"background": [9], "required": True})
    assert faults(document, select=["BKG103"]) == []


def test_a_checkbox_ticked_for_the_background_target_is_judged_there() -> None:
    document = pair(
        science_target={"background": []}, sky_target={"background": [], "required": True}
    )
    assert faults(document, select=["BKG1"]) == ["BKG103 error 2"]


def test_several_observations_of_the_target_are_one_finding() -> None:
    document = proposal(
        targets=[target(1, required=True), target(2, "NGC-2", east=900)],
        observations=[mrs(1, 1), mrs(2, 1), mrs(3, 2)],
    )
    (finding,) = findings(document, select=["BKG103"])
    assert (finding.observation, finding.related_observations) == (1, (2,))
