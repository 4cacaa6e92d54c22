from __future__ import annotations

from typing import Any

from aptcheck.testing import dither, moving, mrs, outcome, pair, proposal, target
from tests.judging import faults, findings


def point_source_with(acquisition: str):
    return proposal(
        targets=[target(1, "STAR", extended="NO", category="Star")],
        observations=[mrs(1, acquisition=acquisition, dithers=[dither("4-Point", "POINT SOURCE")])],
    )


def test_an_annulus_without_acquisition_is_reported():
    assert faults(point_source_with("NONE")) == ["BKG409 info 1"]


def test_all_observations_of_a_proposal_are_one_finding():
    point: dict[str, Any] = {"dithers": [dither("4-Point", "POINT SOURCE")]}
    xml = proposal(
        targets=[target(1, "STAR", extended="NO", category="Star")],
        observations=[
            mrs(3, 1, acquisition="NONE", **point),
            mrs(2, 1, acquisition="Same Target as Observation", **point),
            mrs(1, 1, acquisition="NONE", **point),
        ],
    )
    (reported,) = findings(xml)
    assert (reported.code, reported.observation, reported.related_observations) == (
        "BKG409",
        None,
        (1, 3),
    )
    assert (
        reported.location.trail
        == "Observation 1 > MIRI Medium Resolution Spectroscopy > Acq Target"
    )


def test_an_acquisition_passes():
    assert faults(point_source_with("Same Target as Observation")) == []


def test_a_dedicated_background_is_not_an_annulus():
    xml = pair(science={"acquisition": "NONE"})
    assert outcome(xml, "BKG409")[0] == "not-applicable"


def test_a_strategy_that_is_set_is_reported_like_one_that_is_inferred():
    (stated,) = findings(point_source_with("NONE"), intents={"1": {"strategy": "annulus"}})
    assert (stated.code, stated.severity.value, stated.observation) == ("BKG409", "info", 1)
    assert (
        stated.location.trail == "Observation 1 > MIRI Medium Resolution Spectroscopy > Acq Target"
    )


def point_pair(**changes):
    """A point source with an undeclared background."""
    point: dict[str, Any] = {"dithers": [dither("4-Point", "POINT SOURCE")]}
    source = {"extended": "NO", "background": [], **changes}
    return pair(science=point, science_target=source)


def test_an_inferred_annulus_is_silent_where_a_background_was_meant():
    assert outcome(point_pair(), "BKG409")[0] == "not-applicable"
    required = proposal(
        targets=[target(1, "STAR", extended="NO", category="Star", required=True)],
        observations=[mrs(1, dithers=[dither("4-Point", "POINT SOURCE")])],
    )
    assert faults(required) == ["BKG103 error 1"]


def test_an_annulus_that_is_set_is_reported_beside_what_looks_like_a_background():
    intents = {"1": {"strategy": "annulus"}}
    assert faults(point_pair(), select=["BKG409"], intents=intents) == ["BKG409 info 1"]


def test_a_moving_target_is_reported_where_the_annulus_is_set():
    ceres = proposal(
        targets=[moving(1, "CERES", extended="NO")],
        observations=[mrs(1, dithers=[dither("4-Point", "POINT SOURCE")])],
    )
    assert outcome(ceres, "BKG409")[0] == "not-applicable"
    assert faults(ceres, intents={"1": {"strategy": "annulus"}}) == ["BKG409 info 1"]


def test_an_acquisition_that_cannot_be_read_is_not_checked():
    assert outcome(point_source_with("Perhaps"), "BKG409")[0] == "not-checked"
