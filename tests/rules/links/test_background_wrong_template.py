"""The background of an MRS science target is observed, but not with the MRS."""

from __future__ import annotations

from aptcheck.testing import exposure, group, mrs, other, pair, proposal, target
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


def test_a_sky_for_nirspec_beside_one_for_the_mrs_is_no_fault() -> None:
    document = pair(
        science_target={"background": [2, 3]},
        more_targets=[target(3, "NIRSPEC-SKY", north=-90)],
        more_observations=[
            other(3, "NirspecIFUSpectroscopy"),
            other(4, "NirspecIFUSpectroscopy", target=1),
        ],
    )
    assert faults(document) == []


def test_a_withdrawn_image_of_the_sky_is_no_observation() -> None:
    document = proposal(targets=TARGETS, observations=[mrs(1), other(2, status="WITHDRAWN")])
    assert faults(document) == ["BKG101 error 1"]


def test_targets_that_share_the_wrong_sky_are_one_finding() -> None:
    document = proposal(
        targets=[*TARGETS, target(3, "NGC-3", east=30, background=[2])],
        observations=[mrs(1), other(2), mrs(3)],
    )
    (finding,) = findings(document)
    assert (finding.observation, finding.related_observations) == (2, (1, 3))
