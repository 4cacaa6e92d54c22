from __future__ import annotations

from typing import Any

from aptcheck.testing import group, lrs, outcome, proposal, target, time_series
from tests.judging import faults, findings
from tests.rules.other_modes import pair_of

MAPPED: dict[str, Any] = {"dither": "MAPPING", "steps": (2, 2)}


def reported(**change):
    return faults(pair_of(lrs, **change), select=["BKG413"])


def test_a_map_with_a_background_is_a_warning():
    assert reported(science=MAPPED) == ["BKG413 warning 1"]
    assert reported(both=MAPPED) == ["BKG413 warning 1"]
    assert reported(both=MAPPED, links=[]) == ["BKG413 warning 1"]


def test_a_map_of_the_sky_alone_passes():
    assert reported(sky=MAPPED) == []
    assert outcome(pair_of(lrs, sky=MAPPED), "BKG413")[0] == "not-applicable"


def bare(*observations):
    return proposal(
        targets=[target(1, "NGC-1"), target(2, "OTHER-SKY", north=9000)], observations=observations
    )


def test_a_map_without_one_is_an_info_once_a_proposal():
    document = bare(lrs(1, 1, **MAPPED), lrs(2, 1, **MAPPED))
    (fault,) = findings(document, select=["BKG413"])
    assert (fault.severity.value, fault.related_observations) == ("info", (1, 2))
    assert faults(document, select=["BKG413"], profile="draft") == []


def test_what_is_called_sky_is_not_science():
    assert faults(bare(lrs(1, 2, **MAPPED)), select=["BKG413"]) == []


def test_what_the_plan_does_not_subtract_is_an_info():
    document, none = pair_of(lrs, science=MAPPED), {"*": {"strategy": "none"}}
    assert faults(document, select=["BKG413"], intents=none) == ["BKG413 info 1"]


def test_both_are_reported_in_one_proposal():
    document = pair_of(
        lrs,
        both=MAPPED,
        more_targets=[target(3, "NGC-3", north=900)],
        more_observations=[lrs(3, 3, **MAPPED)],
        links=[group(1, 2)],
    )
    assert faults(document, select=["BKG413"]) == ["BKG413 info 3", "BKG413 warning 1"]


def test_a_time_series_is_left_to_its_own_rule():
    assert reported(science=MAPPED | {"special": [time_series()]}) == []
