from __future__ import annotations

from typing import Any

from aptcheck.testing import group, mrs, pair, target
from tests.judging import faults
from tests.rules.imager import IMAGER, faults_beside_angles, imager_pair, only_finding

IMAGING: dict[str, Any] = {"imaging": "F1000W"}


def test_images_with_one_filter_on_both_sides_are_reported():
    xml = imager_pair(science=IMAGING)
    assert faults_beside_angles(xml) == ["BKG804 info 2", "BKG807 info 2"]
    assert only_finding(xml, "BKG804").related_observations == (1,)


def test_other_filters_are_right():
    xml = imager_pair(science={"imaging": "F1500W"})
    assert faults_beside_angles(xml) == ["BKG806 info 1", "BKG807 info 2", "BKG809 info 2"]


def test_images_on_one_side_are_right():
    assert faults_beside_angles(imager_pair()) == []


def test_both_imagers_on_sky_are_right():
    assert faults(pair(both=IMAGING)) == []


def test_without_a_link_nothing_is_attached():
    lines = faults_beside_angles(imager_pair(science=IMAGING, links=[]))
    assert [line for line in lines if "804" in line] == []


def test_two_pairs_are_reported_once():
    xml = imager_pair(
        science=IMAGING,
        more_targets=[
            target(3, "NGC-3", north=600, background=[4]),
            target(4, "NGC-3-CLONE", north=600),
        ],
        more_observations=[mrs(3, 3, **IMAGING), mrs(4, 4, **IMAGER)],
        more_links=[group(3, 4)],
    )
    assert faults_beside_angles(xml) == ["BKG804 info -", "BKG807 info -"]
    reported = only_finding(xml, "BKG804")
    assert reported.related_observations == (2, 4)
    assert [(one.measured, one.related_observations) for one in reported.evidence.each] == [
        ("F1000W", (1,)),
        ("F1000W", (3,)),
    ]
    images = only_finding(xml, "BKG807")
    assert images.related_observations == (2, 4)
    assert [one.related_observations for one in images.evidence.each] == [(1,), (3,)]
    assert images.location.trail.startswith("Observation 1 >")
