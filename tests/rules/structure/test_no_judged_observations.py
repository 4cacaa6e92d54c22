"""The proposal has no observation in a mode that aptcheck judges."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from aptcheck.testing import (
    Observation,
    coronagraph,
    exposure,
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
from tests.judging import faults


def test_a_proposal_without_a_judged_template_is_an_info() -> None:
    document = proposal(targets=[target(1)], observations=[other(1, "NircamImaging")])
    assert faults(document) == ["APT005 info -"]


@pytest.mark.parametrize("make", [image, coronagraph, lrs, ifu, fixed_slits, mrs])
def test_one_observation_of_any_judged_mode_is_clean(make: Callable[..., Observation]) -> None:
    document = proposal(targets=[target(1)], observations=[make(1)])
    assert faults(document, select=["APT005"]) == []
    document = proposal(targets=[target(1)], observations=[make(1, status="WITHDRAWN")])
    assert faults(document, select=["APT005"]) == ["APT005 info -"]


def test_an_empty_proposal_is_an_info() -> None:
    assert faults(proposal(targets=[], observations=[])) == ["APT005 info -"]


def test_detector_imager_alone_takes_no_spectra() -> None:
    lines = [exposure(imaging="F770W")]
    document = proposal(
        targets=[target(1)], observations=[mrs(1, detector="IMAGER", exposures=lines)]
    )
    assert faults(document) == ["APT005 info -"]


def test_all_withdrawn_is_an_info_and_one_live_is_clean() -> None:
    document = pair(both={"status": "WITHDRAWN"})
    assert faults(document) == ["APT005 info -"]
    assert faults(pair(sky={"status": "WITHDRAWN"}), select=["APT005"]) == []
    assert faults(pair(), select=["APT005"]) == []


def test_it_is_silent_where_a_background_of_another_template_is_reported() -> None:
    document = proposal(
        targets=[target(1, background=[2]), target(2, "SKY", north=300)],
        observations=[other(1, "MiriWfss"), other(2, "MiriWfss")],
    )
    assert faults(document) == ["BKG120 warning 1"]
