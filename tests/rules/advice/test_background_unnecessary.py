from __future__ import annotations

import pytest

from aptcheck.testing import dither, group, mrs, pair, target
from tests.judging import faults
from tests.rules.imager import only_finding

POINT = [dither("4-Point", "POINT SOURCE")]


def point(**changes):
    return pair(science_target={"extended": "NO"}, science={"dithers": POINT}, **changes)


def settings(**intent):
    return {"intents": {"1": {"source_class": "isolated-point", **intent}}}


def test_an_isolated_point_source_with_a_background_is_reported():
    assert faults(point(), **settings()) == ["BKG902 info 1"]
    assert only_finding(point(), "BKG902", **settings()).related_observations == ()


def test_a_class_that_is_only_inferred_is_left_alone():
    assert faults(point()) == []


@pytest.mark.parametrize("strategy", ["pixel", "master"])
def test_a_strategy_that_uses_it_is_a_reason(strategy):
    lines = faults(point(), **settings(strategy=strategy))
    assert [line for line in lines if "902" in line] == []


def test_another_class_is_left_alone():
    lines = faults(point(), intents={"1": {"source_class": "faint-point"}})
    assert [line for line in lines if "902" in line] == []


def test_two_pairs_are_reported_once():
    xml = point(
        more_targets=[
            target(3, "NGC-3", north=900, extended="NO", background=[4]),
            target(4, "NGC-3-SKY", north=990, category="Calibration"),
        ],
        more_observations=[mrs(3, 3, dithers=POINT), mrs(4, 4)],
        more_links=[group(3, 4)],
    )
    both = {"NGC-*": {"source_class": "isolated-point"}}
    assert faults(xml, intents=both) == ["BKG902 info -"]
    assert only_finding(xml, "BKG902", intents=both).related_observations == (1, 3)


def test_a_draft_leaves_the_advice_out():
    assert faults(point(), profile="draft", **settings()) == []
