from __future__ import annotations

from aptcheck.testing import dither, group, mrs, outcome, pair, proposal, target
from tests.judging import faults, findings

POINT = {"dithers": [dither("4-Point", "POINT SOURCE")]}
BARE = {"dithers": None, "dither": "None", "count": 4}


def point_pair(**changes):
    science = {**POINT, **changes.pop("science", {})}
    return pair(science=science, science_target={"extended": "NO"}, **changes)


def test_one_position_is_an_info_with_a_master_background():
    assert faults(point_pair(sky=BARE)) == ["BKG401 info 2"]


def test_one_position_is_a_warning_with_pixel_subtraction():
    intents = {"1": {"strategy": "pixel"}}
    assert "BKG401 warning 2" in faults(point_pair(sky=BARE), intents=intents)


def test_two_points_pass():
    assert (
        faults(point_pair(sky={"dithers": [dither("2-Point", "POINT SOURCE")], "count": 2})) == []
    )


def test_two_tiles_or_two_targets_are_two_positions():
    xml = proposal(
        targets=[
            target(1, "STAR", background=[2, 3], extended="NO"),
            target(2, "SKY-2", north=90),
            target(3, "SKY-3", north=-90),
        ],
        observations=[mrs(1, **POINT), mrs(2, **BARE), mrs(3, **BARE)],
        links=[group(1, 2, 3)],
    )
    assert faults(xml, select=["BKG401"]) == []


def test_a_second_entry_at_the_same_place_is_no_second_position():
    xml = proposal(
        targets=[
            target(1, "STAR", background=[2, 3], extended="NO"),
            target(2, "SKY-2", north=90),
            target(3, "SKY-3", north=90),
        ],
        observations=[mrs(1, **POINT), mrs(2, **BARE), mrs(3, **BARE)],
        links=[group(1, 2, 3)],
    )
    assert faults(xml, select=["BKG401"]) == ["BKG401 info 2"]


def test_an_extended_source_is_left_to_its_own_rule():
    assert faults(pair(sky=BARE)) == ["BKG403 warning 2"]


def test_a_sky_that_many_share_is_told_once():
    numbers = (1, 3, 4)
    xml = proposal(
        targets=[
            target(2, "SKY", north=90),
            *(target(n, f"STAR-{n}", background=[2], extended="NO", north=n) for n in numbers),
        ],
        observations=[mrs(2, **BARE), *(mrs(n, **POINT) for n in numbers)],
        links=[group(1, 2, 3, 4)],
    )
    (fault,) = findings(xml, select=["BKG401"])
    assert fault.related_observations == numbers


def test_an_unknown_pattern_is_not_checked():
    xml = point_pair(sky={"dithers": [dither("Cycling")]})
    assert outcome(xml, "BKG401")[0] == "not-checked"


def test_a_background_without_exposures_takes_no_position():
    xml = point_pair(sky={"exposures": []})
    assert outcome(xml, "BKG401")[0] == "not-applicable"
