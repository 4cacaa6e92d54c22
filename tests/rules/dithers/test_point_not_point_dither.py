from __future__ import annotations

import pytest

from aptcheck.finding import Evidence
from aptcheck.testing import dither, exposure, mrs, outcome, pair, proposal, target, time_series
from tests.judging import faults, findings


def science_star(extended="NO", **changes):
    return proposal(
        targets=[target(1, "STAR", extended=extended, category="Star")],
        observations=[mrs(1, acquisition="Same Target as Observation", **changes)],
    )


def test_an_extended_dither_on_a_point_source_is_a_warning():
    assert faults(science_star()) == ["BKG404 warning 1"]


def test_several_such_dithers_are_one_finding_at_the_first_of_them():
    extended, point = dither("4-Point"), dither("4-Point", "POINT SOURCE")
    lines = [exposure(name, dither=f"Dither {n}") for n, name in enumerate(("SHORT", "LONG"), 2)]
    lines.append(exposure("MEDIUM", dither="Dither 1"))
    (reported,) = findings(science_star(dithers=[point, extended, extended], exposures=lines))
    assert (reported.code, reported.observation) == ("BKG404", 1)
    assert (
        reported.location.trail == "Observation 1 > MIRI Medium Resolution Spectroscopy > Dither 2"
    )


def test_a_point_source_dither_passes():
    assert faults(science_star(dithers=[dither("4-Point", "POINT SOURCE")])) == []


def test_a_class_set_in_the_configuration_counts():
    intents = {"1": {"source_class": "isolated-point"}}
    assert faults(science_star("Unknown"), select=["BKG404"], intents=intents) == [
        "BKG404 warning 1"
    ]
    assert faults(science_star("Unknown"), select=["BKG404"]) == []


@pytest.mark.parametrize("old", ["ALL", "Channel 1", "Channel 4"])
def test_old_patterns_are_left_alone(old):
    assert faults(science_star(dithers=[dither("4-Point", old)])) == []


def test_a_time_series_is_left_alone():
    assert outcome(science_star(special=[time_series()]), "BKG404")[0] == "not-applicable"


def test_a_pattern_that_no_exposure_uses_is_left_alone():
    both = [dither("4-Point", "POINT SOURCE"), dither("4-Point", "EXTENDED SOURCE")]
    assert faults(science_star(dithers=both)) == []


def test_the_place_is_the_pattern():
    fault = next(f for f in findings(science_star()) if f.code == "BKG404")
    assert fault.evidence == Evidence(measured="EXTENDED SOURCE", limit="POINT SOURCE")
    assert fault.location.trail == "Observation 1 > MIRI Medium Resolution Spectroscopy > Dither 1"


def test_the_background_itself_is_not_judged():
    xml = pair(
        science_target={"extended": "NO"}, science={"dithers": [dither("4-Point", "POINT SOURCE")]}
    )
    assert faults(xml) == []


def test_a_dither_that_does_not_exist_is_not_checked():
    assert outcome(science_star(dither="Dither 3"), "BKG404")[0] == "not-checked"


def stars(*observations):
    return proposal(
        targets=[target(n, f"STAR-{n}", extended="NO", category="Star") for n in (1, 2, 3)],
        observations=observations,
    )


def test_all_observations_of_a_proposal_are_one_finding_that_lists_them():
    point, both = dither("4-Point", "POINT SOURCE"), [dither("4-Point"), dither("2-Point")]
    lines = [exposure("SHORT", dither="Dither 1"), exposure("LONG", dither="Dither 2")]
    xml = stars(mrs(3, dithers=both, exposures=lines), mrs(2, dithers=[point]), mrs(1))
    (reported,) = findings(xml, select=["BKG404"])
    assert (reported.severity.value, reported.observation, reported.related_observations) == (
        "warning",
        None,
        (1, 3),
    )
    assert [(one.target, one.measured) for one in reported.evidence.each] == [
        ("STAR-1", "EXTENDED SOURCE"),
        ("STAR-3", "EXTENDED SOURCE"),
    ]
    assert (
        reported.location.trail == "Observation 1 > MIRI Medium Resolution Spectroscopy > Dither 1"
    )


def test_a_dither_that_does_not_exist_does_not_hide_other_observations():
    xml = stars(mrs(1, dither="Dither 3"), mrs(2), mrs(3))
    (reported,) = findings(xml, select=["BKG404"])
    assert reported.related_observations == (2, 3)
    assert outcome(xml, "BKG404")[1] is not None


def test_classes_that_are_set_and_inferred_are_one_finding():
    xml = stars(mrs(1), mrs(2))
    intents = {"1": {"source_class": "isolated-point"}}
    (reported,) = findings(xml, select=["BKG404"], intents=intents)
    assert reported.related_observations == (1, 2)
