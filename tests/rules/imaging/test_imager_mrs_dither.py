from __future__ import annotations

from aptcheck.testing import pair
from tests.judging import found, outcome
from tests.rules.imager import found_beside_angles, imager_pair


def test_images_beside_the_science_are_told():
    assert found_beside_angles(imager_pair(science={"imaging": "F1500W"})) == ["BKG807 info 2"]


def test_science_without_images_is_right():
    assert found_beside_angles(imager_pair()) == []


def test_images_without_the_imager_primary_are_not_judged():
    xml = pair(both={"imaging": "F1500W"})
    assert found(xml) == []
    assert outcome(xml, "BKG807")[0] == "not-applicable"
