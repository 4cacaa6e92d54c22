from __future__ import annotations

from aptcheck.testing import outcome, pair
from tests.judging import faults
from tests.rules.imager import faults_beside_angles, imager_pair


def test_images_beside_the_science_are_reported():
    xml = imager_pair(science={"imaging": "F560W"})
    assert faults_beside_angles(xml) == ["BKG807 info 2", "BKG809 info 2"]


def test_science_without_images_is_right():
    assert faults_beside_angles(imager_pair()) == []


def test_images_without_the_imager_primary_are_not_judged():
    xml = pair(both={"imaging": "F560W"})
    assert faults(xml) == []
    assert outcome(xml, "BKG807")[0] == "not-applicable"
