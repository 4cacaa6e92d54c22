from __future__ import annotations

from typing import Any

import pytest

from aptcheck.testing import group, mrs, outcome, pair, target
from tests.judging import faults
from tests.rules.imager import imager_pair, only_finding

IMAGING: dict[str, Any] = {"imaging": "F770W"}


@pytest.mark.parametrize("side", ["science", "sky"])
def test_images_on_one_side_alone_are_an_info(side):
    images: dict[str, Any] = {side: IMAGING}
    xml = pair(**images)
    assert faults(xml) == ["BKG805 info 2"]
    reported = only_finding(xml, "BKG805")
    assert (reported.related_observations, reported.location.trail) == (
        (1,),
        "Observation 2 > MIRI Medium Resolution Spectroscopy",
    )


def test_an_imager_primary_sky_of_a_science_without_images_is_an_info():
    assert faults(imager_pair(), select=["BKG805"]) == ["BKG805 info 2"]


@pytest.mark.parametrize("both", [IMAGING, {}])
def test_the_same_on_both_sides_is_right(both):
    assert faults(pair(both=both)) == []


def test_apt_compares_only_what_a_non_interruptible_link_holds():
    xml = pair(science=IMAGING, link={"non_interruptible": False, "time": "1 Days"})
    assert outcome(xml, "BKG805")[0] == "not-applicable"


def test_a_form_that_says_nothing_of_images_is_not_checked():
    odd = {"detector": "NONE", "simultaneous": "PERHAPS"}
    bare = pair(sky=odd)
    text = bare.text.replace("<mmrs:Detector>NONE</mmrs:Detector>", "").replace(
        "<mmrs:SimultaneousImaging>PERHAPS</mmrs:SimultaneousImaging>", ""
    )
    assert outcome(text.encode(), "BKG805")[0] == "not-checked"


def test_several_pairs_are_reported_once_by_their_numbers():
    xml = pair(
        science=IMAGING,
        more_targets=[
            target(3, "NGC-3", north=600, background=[4]),
            target(4, "NGC-3-SKY", north=690, category="Calibration"),
        ],
        more_observations=[mrs(3), mrs(4, **IMAGING)],
        more_links=[group(3, 4)],
    )
    assert faults(xml) == ["BKG805 info -"]
    reported = only_finding(xml, "BKG805")
    assert reported.related_observations == (2, 4)
    assert [(one.measured, one.related_observations) for one in reported.evidence.each] == [
        ("NO", (1,)),
        ("YES", (3,)),
    ]


def test_it_is_left_out_of_a_draft():
    assert faults(pair(science=IMAGING), profile="draft") == []
