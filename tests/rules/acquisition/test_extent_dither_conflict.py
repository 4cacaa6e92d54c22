from __future__ import annotations

from typing import Any

from aptcheck.testing import dither, exposure, group, lrs, mrs, outcome, pair, target, time_series
from tests.judging import faults
from tests.rules.imager import only_finding
from tests.rules.other_modes import pair_of

POINT = dither("4-Point", "POINT SOURCE")
EXTENDED = dither("4-Point", "EXTENDED SOURCE")


def test_an_extended_target_with_a_point_source_dither_is_reported():
    xml = pair(science_target={"extended": "YES"}, science={"dithers": [POINT]})
    assert faults(xml) == ["BKG505 info 1"]
    reported = only_finding(xml, "BKG505")
    assert (reported.evidence.measured, reported.evidence.limit) == (
        "POINT SOURCE",
        "EXTENDED SOURCE",
    )
    assert (
        reported.location.trail == "Observation 1 > MIRI Medium Resolution Spectroscopy > Dither 1"
    )


def test_a_point_target_with_an_extended_source_dither_is_left_to_another_rule():
    xml = pair(science_target={"extended": "NO"}, science={"dithers": [EXTENDED]})
    assert faults(xml) == ["BKG404 warning 1"]


def test_it_is_reported_here_where_the_other_rule_is_silent():
    extended = {"1": {"source_class": "extended"}}
    xml = pair(science_target={"extended": "NO"}, science={"dithers": [EXTENDED]})
    assert faults(xml, intents=extended) == ["BKG505 info 1"]
    series = {"dithers": [EXTENDED], "special": [time_series()]}
    xml = pair(science_target={"extended": "NO"}, science=series)
    assert faults(xml, select=["BKG404", "BKG505"]) == ["BKG505 info 1"]


def test_all_observations_of_a_proposal_are_one_finding():
    lines = [exposure(grating, dither="Dither 2") for grating in ("SHORT", "MEDIUM")]
    both: dict[str, Any] = {
        "dithers": [POINT, POINT],
        "exposures": [*lines, exposure("LONG", dither="Dither 1")],
    }
    xml = pair(
        science={"dithers": [POINT]},
        more_targets=[target(3, "NGC-3", north=10, background=[2])],
        more_observations=[mrs(3, 3, **both)],
        links=[group(1, 2, 3)],
    )
    reported = only_finding(xml, "BKG505")
    assert (reported.observation, reported.related_observations) == (None, (1, 3))
    assert (
        reported.location.trail == "Observation 1 > MIRI Medium Resolution Spectroscopy > Dither 1"
    )


def test_what_fits_is_right():
    assert faults(pair(science_target={"extended": "YES"}, science={"dithers": [EXTENDED]})) == []
    assert faults(pair(science_target={"extended": "NO"}, science={"dithers": [POINT]})) == []


def test_the_dither_of_the_sky_is_not_judged():
    assert faults(pair(sky={"dithers": [POINT]})) == []


def test_a_pattern_that_no_exposure_uses_is_not_judged():
    lines = [exposure(grating, dither="Dither 1") for grating in ("SHORT", "MEDIUM", "LONG")]
    assert faults(pair(science={"dithers": [EXTENDED, POINT], "exposures": lines})) == []


def test_old_patterns_fit_everything():
    every = dither("4-Point", "ALL")
    assert faults(pair(science_target={"extended": "NO"}, science={"dithers": [every]})) == []


def test_nods_of_another_mode_are_left_to_a_rule_of_their_own():
    assert outcome(pair_of(lrs, extended="YES"), "BKG505")[0] == "not-applicable"
