from __future__ import annotations

from aptcheck.testing import outcome, pair
from tests.rules.imager import faults_beside_angles, imager_pair


def test_an_imager_primary_without_images_is_an_error():
    assert faults_beside_angles(imager_pair(sky={"imaging": None})) == ["BKG802 error 2"]


def test_simultaneous_imaging_is_enough():
    assert faults_beside_angles(imager_pair(sky={"detector": "MRS", "simultaneous": "YES"})) == []


def test_detector_all_is_enough():
    assert faults_beside_angles(imager_pair(sky={"detector": "ALL", "simultaneous": "NO"})) == []


def test_the_spectrometer_as_primary_needs_no_images():
    assert outcome(pair(), "BKG802")[0] == "not-applicable"


def test_a_withdrawn_observation_is_not_judged():
    xml = imager_pair(sky={"imaging": None, "status": "WITHDRAWN"})
    assert outcome(xml, "BKG802")[0] == "not-applicable"
