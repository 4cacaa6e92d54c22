from __future__ import annotations

import pytest

from aptcheck.testing import fixed_slits, ifu, lrs, outcome, proposal, target, time_series
from tests.judging import faults, findings
from tests.rules.other_modes import pair_of

NODDED_SLIT = {"positions": "P_3", "subpixel": "NONE"}
nodded = pytest.mark.parametrize(
    ("build", "nods"), [(lrs, {}), (ifu, {"dither": "4-POINT-NOD"}), (fixed_slits, NODDED_SLIT)]
)


def alone(build, *, extended="YES", **fields):
    """Make two observations of a target without a background."""
    return proposal(
        targets=[target(1, "NGC-1", extended=extended)],
        observations=[build(1, 1, **fields), build(2, 1, **fields)],
    )


def reported(document, **how):
    return faults(document, select=["BKG415"], **how)


@nodded
def test_an_extended_source_without_a_background_subtracts_itself(build, nods):
    (fault,) = findings(alone(build, **nods), select=["BKG415"])
    assert (fault.severity.value, fault.related_observations) == ("warning", (1, 2))
    assert (fault.evidence.measured, fault.evidence.limit) == ("nods", "no nods")
    assert reported(alone(build, **nods), profile="draft") == ["BKG415 warning -"]


@nodded
def test_a_point_source_is_what_nods_are_for(build, nods):
    for extended in ("NO", "Unknown"):
        assert reported(alone(build, extended=extended, **nods)) == []


@nodded
def test_the_configuration_says_more_than_the_target(build, nods):
    extended, point = ({"*": {"source_class": c}} for c in ("faint-extended", "isolated-point"))
    document = alone(build, extended="Unknown", **nods)
    assert reported(document, intents=extended) == ["BKG415 warning -"]
    assert reported(alone(build, **nods), intents=point) == []


@nodded
def test_with_a_background_or_one_that_is_meant_the_nods_do_not_matter(build, nods):
    assert reported(pair_of(build, both=nods, extended="YES")) == []
    assert reported(pair_of(build, both=nods, extended="YES", links=[])) == []
    assert reported(pair_of(build, both=nods, extended="YES", declared=False)) == []
    asks = {"background": [], "required": True}
    assert reported(pair_of(build, both=nods, extended="YES", science_target=asks)) == []


@nodded
def test_time_series_and_a_plan_without_subtraction_are_not_judged(build, nods):
    assert reported(alone(build, special=[time_series()], **nods)) == []
    assert reported(alone(build, **nods), intents={"*": {"strategy": "none"}}) == []


@nodded
def test_a_background_that_serves_nothing_is_not_science(build, nods):
    document = proposal(
        targets=[target(1, "NGC-1-SKY", extended="YES")],
        observations=[build(1, 1, label="background", **nods)],
    )
    assert reported(document) == []


@pytest.mark.parametrize(
    ("build", "fields"),
    [
        (lrs, {"dither": "MAPPING", "steps": (2, 2)}),
        (lrs, {"dither": "NONE"}),
        (ifu, {}),
        (ifu, {"dither": "4-POINT-NOD", "dithered": False}),
        (fixed_slits, {}),
    ],
)
def test_what_is_not_nodded_passes(build, fields):
    assert reported(alone(build, **fields)) == []


def test_a_pattern_that_is_not_known_is_not_checked():
    for build, fields in ((lrs, {"dither": "CIRCLE"}), (ifu, {"dither": None})):
        assert outcome(alone(build, **fields), "BKG415")[0] == "not-checked"
