from __future__ import annotations

from aptcheck.testing import dither, outcome, pair
from tests.judging import faults

BARE = {"dithers": None, "dither": "None", "count": 4}


def test_one_position_is_a_warning_for_an_extended_source():
    assert faults(pair(sky=BARE)) == ["BKG403 warning 2"]


def test_two_points_pass():
    assert faults(pair(sky={"dithers": [dither("2-Point")], "count": 2})) == []


def test_a_class_that_is_not_known_is_left_alone():
    xml = pair(sky=BARE, science_target={"extended": "Unknown"}, science=BARE)
    assert faults(xml, select=["BKG403"]) == []
    assert outcome(xml, "BKG403")[0] == "not-applicable"


def test_a_class_that_is_set_counts_like_one_that_is_inferred():
    intents = {"1": {"source_class": "faint-extended"}}
    assert faults(pair(sky=BARE), intents=intents) == ["BKG403 warning 2"]


def test_an_unknown_pattern_is_not_checked():
    assert outcome(pair(sky={"dithers": [dither("Cycling")]}), "BKG403")[0] == "not-checked"


def test_a_background_without_exposures_takes_no_position():
    assert outcome(pair(sky={"exposures": []}), "BKG403")[0] == "not-applicable"
