from __future__ import annotations

from typing import Any

from aptcheck.testing import dither, group, mrs, outcome, proposal, target
from tests.rules.imager import IMAGER, faults_beside_angles, imager_pair, only_finding

EXTERNAL = {"1": {"strategy": "external"}}


def on_science_entry(**changes):
    """Make a proposal whose images are taken on the science target itself."""
    return proposal(
        targets=[target(1, "NGC-1")], observations=[mrs(1), mrs(2, 1, **IMAGER, **changes)]
    )


def test_images_on_the_science_entry_declare_no_sky():
    xml = on_science_entry()
    assert faults_beside_angles(xml, intents=EXTERNAL) == ["BKG808 error 2"]
    reported = only_finding(xml, "BKG808")
    assert (reported.target, reported.related_observations) == ("NGC-1", (1,))


def test_a_copy_that_no_target_lists_declares_no_background():
    xml = imager_pair(science_target={"background": []})
    assert faults_beside_angles(xml, intents=EXTERNAL) == ["BKG808 error 2"]


def test_a_listed_copy_is_right():
    assert faults_beside_angles(imager_pair()) == []


def test_strategy_none_means_no_background():
    intents = {"2": {"strategy": "none"}, **EXTERNAL}
    assert faults_beside_angles(on_science_entry(), intents=intents) == []


def test_the_spectrometer_as_primary_is_science():
    xml = proposal(targets=[target(1, "NGC-1")], observations=[mrs(1), mrs(2, 1)])
    assert outcome(xml, "BKG808")[0] == "not-applicable"


def test_imaging_alone_takes_no_spectra():
    xml = on_science_entry(detector="IMAGER")
    assert outcome(xml, "BKG808")[0] == "not-applicable"


def test_a_copy_that_looks_like_sky_is_reported_once():
    xml = imager_pair(science_target={"background": []}, sky_target={"name": "NGC-1-BKG"})
    assert faults_beside_angles(xml, intents=EXTERNAL) == ["BKG808 error 2"]
    assert only_finding(xml, "BKG808").related_observations == (1,)


def test_what_is_asked_of_spectra_of_the_source_is_not_asked_beside_it():
    odd: dict[str, Any] = {"dithers": [dither()], "imaging": "F1000W", "primary": "IMAGER"}
    for extended in ("NO", "YES", "Unknown"):
        xml = proposal(targets=[target(1, "STAR", extended=extended)], observations=[mrs(1, **odd)])
        assert faults_beside_angles(xml) == ["BKG405 warning 1"]
        point = {"1": {"source_class": "isolated-point"}}
        assert faults_beside_angles(xml, intents=point) == ["BKG405 warning 1"]


def test_images_of_a_star_without_such_science_are_not_a_background():
    far = proposal(
        targets=[target(1, "NGC-1"), target(2, "STAR", east=600)],
        observations=[mrs(1), mrs(2, 2, **IMAGER)],
    )
    assert faults_beside_angles(far, intents=EXTERNAL) == []
    assert outcome(far, "BKG808")[0] == "not-applicable"


def test_a_copy_without_a_link_has_its_science_by_its_place():
    copy = proposal(
        targets=[target(1, "NGC-1"), target(2, "NGC-1-COPY")],
        observations=[mrs(1), mrs(2, 2, **IMAGER)],
    )
    assert faults_beside_angles(copy, intents=EXTERNAL) == ["BKG808 error 2"]
    assert only_finding(copy, "BKG808").related_observations == (1,)


def test_a_star_in_a_link_with_the_science_has_it_by_the_link():
    linked = proposal(
        targets=[target(1, "NGC-1"), target(2, "STAR", east=600)],
        observations=[mrs(1), mrs(2, 2, **IMAGER)],
        links=[group(1, 2)],
    )
    assert "BKG808 error 2" in faults_beside_angles(linked, intents=EXTERNAL)


def test_a_calibration_programme_observes_sky_for_its_own_sake():
    xml = proposal(
        targets=[target(1, "NGC-1")], observations=[mrs(1), mrs(2, 1, **IMAGER)], category="CAL"
    )
    assert faults_beside_angles(xml) == []
