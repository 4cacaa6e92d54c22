from __future__ import annotations

import pytest

from aptcheck.testing import pair
from tests.judging import faults
from tests.rules.imager import only_finding


def advice(strategy, **config):
    lines = faults(pair(), intents={"NGC-1": {"strategy": strategy}}, **config)
    return [line for line in lines if line.startswith("BKG9")]


def test_pixel_subtraction_is_reported():
    assert advice("pixel") == ["BKG903 info 1"]
    intents = {"NGC-1": {"strategy": "pixel"}}
    assert only_finding(pair(), "BKG903", intents=intents).related_observations == ()


@pytest.mark.parametrize("strategy", ["auto", "master", "annulus", "external", "none"])
def test_other_strategies_are_left_alone(strategy):
    assert advice(strategy) == []


def test_a_draft_leaves_the_advice_out():
    assert advice("pixel", profile="draft") == []
