"""The background of a science target is observed, but not in the mode of the science."""

from __future__ import annotations

from typing import Any

from aptcheck.testing import (
    Observation,
    coronagraph,
    exposure,
    fixed_slits,
    group,
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

TARGETS = [target(1, background=[2]), target(2, "NGC-1-SKY", north=90)]


def test_a_background_taken_with_another_template_is_one_error() -> None:
    document = proposal(
        targets=TARGETS, observations=[mrs(1), other(2, "MiriLRS")], links=[group(1, 2)]
    )
    assert faults(document) == ["BKG111 error 2"]
    assert faults(document, profile="draft") == ["BKG111 warning 2"]


def test_one_mrs_observation_beside_it_suffices() -> None:
    assert faults(pair(more_observations=[other(3, target=2)])) == []


def test_detector_imager_takes_no_spectra() -> None:
    document = pair(sky={"detector": "IMAGER", "exposures": [exposure(imaging="F770W")]})
    (finding,) = findings(document)
    assert finding.code == "BKG111"
    assert (finding.observation, finding.related_observations) == (2, (1,))


def test_a_background_for_nirspec_beside_one_for_the_mrs_is_clean() -> None:
    document = proposal(
        targets=[target(1, background=[2, 3]), *TARGETS[1:], target(3, "NIRSPEC-SKY", north=-90)],
        observations=[mrs(1), mrs(2), ifu(3), ifu(4, 1)],
        links=[group(1, 2), group(4, 3)],
    )
    assert faults(document, select=["BKG1"]) == []


def test_a_withdrawn_image_of_the_background_does_not_count() -> None:
    document = proposal(targets=TARGETS, observations=[mrs(1), other(2, status="WITHDRAWN")])
    assert faults(document) == ["BKG101 error 1"]


def test_targets_that_share_the_wrong_sky_are_one_finding() -> None:
    document = proposal(
        targets=[*TARGETS, target(3, "NGC-3", east=30, background=[2])],
        observations=[mrs(1), other(2), mrs(3)],
    )
    (finding,) = findings(document)
    assert (finding.observation, finding.related_observations) == (2, (1, 3))


def reported(*observations: Observation) -> list[str]:
    """Return what this family says of observations of NGC-1 and of NGC-1-SKY."""
    document = proposal(targets=TARGETS, observations=observations, links=[group(1, 2)])
    return faults(document, select=["BKG1"])


def test_the_slit_and_the_field_without_it_are_two_modes() -> None:
    assert reported(lrs(1), lrs(2, subarray="SLITLESSPRISM")) == ["BKG111 error 2"]
    assert reported(lrs(1, subarray="SLITLESSPRISM"), lrs(2)) == ["BKG111 warning 2"]


def test_two_modes_of_one_instrument_are_not_the_same() -> None:
    assert reported(ifu(1), fixed_slits(2)) == ["BKG111 error 2"]
    assert reported(image(1), coronagraph(2)) == ["BKG111 error 2"]


def test_a_wrong_background_of_two_modes_is_reported_of_each() -> None:
    sky = other(2, "NircamImaging")
    document = proposal(targets=TARGETS, observations=[mrs(1), sky, ifu(3, 1), image(4, 1)])
    found = findings(document, select=["BKG1"])
    assert [(one.code, one.observation) for one in found] == [("BKG111", 2)] * 2
    assert [one.related_observations for one in found] == [(1,), (3,)]


def test_spectra_beside_those_that_the_sky_serves_are_a_warning() -> None:
    assert reported(mrs(1), mrs(2), ifu(3, 1)) == ["BKG111 warning 2"]
    assert reported(ifu(1), ifu(2), mrs(3, 1)) == ["BKG111 warning 2"]
    assert reported(mrs(1), mrs(2), coronagraph(3, 1)) == ["BKG111 warning 2"]


def test_images_beside_spectra_that_the_sky_serves_need_none() -> None:
    assert reported(mrs(1), mrs(2), image(3, 1)) == []
    assert reported(ifu(1), ifu(2), image(3, 1), other(4, "NircamImaging", target=1)) == []


def test_the_images_beside_the_spectra_of_the_sky_are_attached_to_images() -> None:
    simultaneous: dict[str, Any] = {
        "exposures": [exposure(imaging="F770W")],
        "simultaneous_imaging": "YES",
    }
    assert reported(image(1), mrs(2, **simultaneous)) == []
    assert reported(image(1), mrs(2)) == ["BKG111 error 2"]
