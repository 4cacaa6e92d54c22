from __future__ import annotations

from typing import Any

import pytest

from aptcheck.testing import outcome, pair
from tests.judging import faults
from tests.rules.imager import faults_beside_angles, imager_pair

IMAGING = {"imaging": "F1000W"}
BUG: dict[str, Any] = {"apt_version": "2023.5.2", "schema": 62}


def test_the_spurious_error_of_this_version_is_explained():
    assert "BKG803 info 2" in faults_beside_angles(imager_pair(science=IMAGING, **BUG))


@pytest.mark.parametrize("version", ["2023.5", "2023.5.20", "2024.1", None])
def test_other_versions_are_right(version):
    xml = imager_pair(science=IMAGING, apt_version=version)
    assert outcome(xml, "BKG803")[0] == "not-applicable"


def test_where_images_are_the_difference_another_rule_reports_it():
    assert faults(imager_pair(**BUG), select=["BKG8"]) == ["BKG805 info 2"]


def test_without_the_imager_primary_the_error_is_not_a_bug():
    assert faults(pair(**BUG)) == []


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"sky": {"groups": 40}}, "BKG201 error 2"),
        ({"sky": {"readout": "SLOWR1"}}, "BKG202 error 2"),
        ({"link": {"non_interruptible": False, "time": "1 Days"}}, "BKG105 error 2"),
        ({"links": []}, "BKG104 error 2"),
        ({"sky": {"gratings": ["SHORT", "LONG"]}}, "BKG203 error 2"),
        ({"sky": {"subarray_long": "BRIGHTSKY"}}, "BKG205 error 2"),
    ],
)
def test_a_real_fault_is_not_a_spurious_error(changes, fault):
    lines = faults_beside_angles(imager_pair(science=IMAGING, **changes, **BUG))
    assert fault in lines
    assert "BKG803 info 2" not in lines
