from __future__ import annotations

import pytest

from aptcheck.testing import dither, group, moving, mrs, pair, proposal, target
from tests.judging import faults, findings
from tests.rules.imager import IMAGER, faults_beside_angles, only_finding

POINT = [dither("4-Point", "POINT SOURCE")]
EXTENDED = [dither()]
EVERY = [dither("4-Point", "ALL")]


def lone(extended="YES", *, dithers=EXTENDED, category="Galaxy", **document):
    acquisition = "Same Target as Observation" if extended == "NO" else "NONE"
    return proposal(
        targets=[target(1, "NGC-1", extended=extended, category=category)],
        observations=[mrs(1, dithers=dithers, acquisition=acquisition)],
        **document,
    )


def test_an_extended_source_without_background_is_a_warning():
    assert faults(lone()) == ["BKG901 warning 1"]
    assert only_finding(lone(), "BKG901").related_observations == ()


def test_a_class_inferred_from_the_dither_is_only_noted():
    assert faults(lone("Unknown")) == ["BKG901 info 1"]
    assert only_finding(lone("Unknown"), "BKG901").related_observations == ()


def test_a_point_source_needs_none():
    assert faults(lone("NO", dithers=POINT)) == []


def test_an_unknown_class_is_left_alone():
    assert faults(lone("Unknown", dithers=EVERY)) == []


@pytest.mark.parametrize(
    ("source_class", "severity"),
    [
        ("extended", "warning"),
        ("faint-extended", "warning"),
        ("faint-point", "info"),
        ("point-in-extended", "info"),
    ],
)
def test_the_class_that_is_set_decides(source_class, severity):
    intents = {"1": {"source_class": source_class}}
    lines = faults(lone("Unknown", dithers=EVERY), intents=intents)
    assert [line for line in lines if "901" in line] == [f"BKG901 {severity} 1"]


def test_a_point_source_by_configuration_overrules_the_target():
    lines = faults(lone(), intents={"1": {"source_class": "isolated-point"}})
    assert [line for line in lines if "901" in line] == []


@pytest.mark.parametrize(
    ("source_class", "found"), [("faint-point", []), ("extended", ["BKG901 warning 1"])]
)
def test_an_annulus_that_is_set_is_enough_but_for_an_extended_source(source_class, found):
    intents = {"1": {"strategy": "annulus", "source_class": source_class}}
    assert faults(lone(), select=["BKG901"], intents=intents) == found


@pytest.mark.parametrize("strategy", ["none", "external"])
def test_background_from_elsewhere_is_enough(strategy):
    assert faults(lone(), intents={"1": {"strategy": strategy}}) == []


@pytest.mark.parametrize("category", ["CAL", "COM", "ENG"])
def test_calibration_programmes_are_left_alone(category):
    xml = proposal(targets=[target(1, "NGC-1")], observations=[mrs(1)], category=category)
    assert faults(xml) == []


def test_calibration_targets_are_left_alone():
    assert faults(lone(category="Calibration")) == []


def test_a_background_is_enough():
    assert faults(pair()) == []


def test_all_observations_are_reported_at_once():
    xml = proposal(
        targets=[target(n, f"NGC-{n}", north=600 * n) for n in (1, 2, 3)],
        observations=[mrs(n, n) for n in (1, 2, 3)],
    )
    assert faults(xml) == ["BKG901 warning -"]
    assert only_finding(xml, "BKG901").related_observations == (1, 2, 3)


def test_a_declared_sky_that_is_missing_is_that_fault_alone():
    xml = proposal(
        targets=[target(1, "NGC-1", background=[2]), target(2, "NGC-1-SKY", north=90)],
        observations=[mrs(1)],
    )
    assert faults(xml) == ["BKG101 error 1"]


def test_an_undeclared_sky_is_that_fault_alone():
    assert faults(pair(science_target={"background": []})) == ["BKG102 error 2"]


def test_a_neighbour_of_a_declared_sky_is_that_fault_alone():
    xml = pair(
        more_targets=[target(3, "NGC-3", north=20)],
        more_observations=[mrs(3, 3)],
        links=[group(1, 2, 3)],
    )
    assert "901" not in " ".join(faults(xml))


def test_background_beside_an_image_is_not_science():
    xml = proposal(targets=[target(1, "NGC-1")], observations=[mrs(1, **IMAGER)])
    assert faults_beside_angles(xml) == []


def test_a_moving_target_has_its_own_rule():
    xml = proposal(targets=[moving(1, "MARS")], observations=[mrs(1)])
    assert faults(xml) == ["BKG904 warning 1"]


def test_a_withdrawn_observation_needs_none():
    xml = proposal(targets=[target(1, "NGC-1")], observations=[mrs(1, status="WITHDRAWN")])
    assert "BKG901" not in {f.code for f in findings(xml)}


def test_the_profiles_change_its_severity():
    assert faults(lone("Unknown"), profile="draft") == []
    assert faults(lone(), profile="draft") == ["BKG901 warning 1"]
    assert faults(lone(), profile="submit") == ["BKG901 warning 1"]


def imaged(strategy="auto", north=0):
    """Observe a galaxy, and take images of a target so far to the north that no target lists it."""
    return faults_beside_angles(
        proposal(
            targets=[target(1, "NGC-1"), target(2, "NGC-1-IMAGES", north=north)],
            observations=[
                mrs(1),
                mrs(2, **IMAGER),
            ],
        ),
        intents={"2": {"strategy": strategy}},
    )


def test_images_of_the_same_place_show_that_a_background_was_meant():
    assert imaged() == ["BKG808 error 2"]
    assert imaged(north=60) == ["BKG901 warning 1"]
    assert imaged(strategy="none") == ["BKG901 warning 1"]
