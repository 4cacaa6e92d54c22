"""A target lists itself as its background."""

from __future__ import annotations

import pytest

from aptcheck.testing import mrs, other, pair, proposal, target
from tests.judging import faults, findings
from tests.rules.imager import IMAGER, faults_beside_angles


def test_a_target_that_lists_itself_is_an_error() -> None:
    document = proposal(targets=[target(1, background=[1])], observations=[mrs(1), mrs(2, 1)])
    (finding,) = findings(document)
    assert (finding.code, finding.severity.value) == ("BKG112", "error")
    assert (finding.observation, finding.related_observations) == (1, (2,))


def test_a_target_that_lists_another_is_clean() -> None:
    assert faults(pair()) == []


def test_itself_beside_a_sky_is_still_an_error() -> None:
    assert faults(pair(science_target={"background": [2, 1]})) == ["BKG112 error 1"]


def test_a_target_that_only_another_instrument_observes_is_not_judged() -> None:
    document = proposal(
        targets=[target(1, background=[1]), target(2, "B")],
        observations=[other(1, "NircamImaging"), mrs(2)],
    )
    assert faults(document, select=["BKG112"]) == []


@pytest.mark.parametrize("template", ["NirissSoss", "NircamWfss", "NirspecMOS"])
def test_it_is_also_an_error_where_backgrounds_are_of_no_use(template: str) -> None:
    document = proposal(targets=[target(1, background=[1])], observations=[other(1, template)])
    assert faults(document, select=["BKG112"]) == ["BKG112 error 1"]


def test_images_of_the_target_itself_are_reported_once_and_related() -> None:
    document = proposal(
        targets=[target(1, background=[1])], observations=[mrs(1), mrs(2, 1, **IMAGER)]
    )
    assert faults_beside_angles(document) == ["BKG112 error 1"]
    (finding,) = [f for f in findings(document) if f.code == "BKG112"]
    assert finding.related_observations == (2,)
    assert finding.location.trail == "Fixed Targets > 1 NGC-1"
