from __future__ import annotations

import pytest

from aptcheck.finding import Evidence
from aptcheck.testing import group, lrs, mosaic, outcome, target, time_series
from tests.judging import faults, findings
from tests.rules.other_modes import pair_of

ONE = {"dither": "NONE"}
MAPPED = {"dither": "MAPPING", "steps": (2, 2)}


def reported(**change):
    return faults(pair_of(lrs, **change), select=["BKG414"])


@pytest.mark.parametrize(
    ("science", "sky", "severity"),
    [
        ({}, {}, "info"),
        ({}, ONE, "warning"),
        ({}, MAPPED, "info"),
        ({}, ONE | {"count": 2}, "info"),
        ({"count": 2}, {}, "warning"),
        ({"count": 3}, {}, "warning"),
        ({"count": 4}, {"count": 2}, "warning"),
        ({"count": 4}, {"count": 3}, "info"),
        ({"count": 4}, MAPPED, "warning"),
        ({"tiles": mosaic(1, 2)}, {}, "warning"),
        ({"tiles": mosaic(1, 2)}, {"tiles": mosaic(1, 2)}, "info"),
    ],
)
def test_the_sky_needs_more_exposures_than_the_science_has_at_one_nod(science, sky, severity):
    assert reported(science=science, sky=sky) == [f"BKG414 {severity} 2"]


def test_the_evidence_is_what_is_taken_and_what_would_do():
    (fault,) = findings(pair_of(lrs, science={"count": 3}), select=["BKG414"])
    assert fault.evidence == Evidence(measured=2, limit=4, unit="exposures")
    assert fault.related_observations == (1,)


def test_skies_that_are_linked_count_together():
    more = [lrs(3, 2, label="NGC-1 background")]
    for links in ([group(1, 2, 3)], [group(1, 2), group(1, 3)]):
        document = pair_of(lrs, science={"count": 3}, more_observations=more, links=links)
        (fault,) = findings(document, select=["BKG414"])
        assert (fault.severity.value, fault.related_observations) == ("info", (2, 3))
    apart = pair_of(lrs, science={"count": 3}, more_observations=more, links=[group(1, 2)])
    assert faults(apart, select=["BKG414"]) == ["BKG414 warning 2"]


def test_several_pairs_are_one_finding_for_each_outcome():
    document = pair_of(
        lrs,
        science={"count": 3},
        more_targets=[
            target(3, "NGC-3", north=900, background=[4]),
            target(4, "NGC-3-SKY", north=1300),
            target(5, "NGC-5", north=2000, background=[6]),
            target(6, "NGC-5-SKY", north=2400),
        ],
        more_observations=[lrs(3, 3, count=5), lrs(4, 4), lrs(5, 5), lrs(6, 6)],
        links=[group(1, 2), group(3, 4), group(5, 6)],
    )
    assert faults(document, select=["BKG414"]) == ["BKG414 info 6", "BKG414 warning -"]


@pytest.mark.parametrize("science", [ONE, MAPPED])
def test_what_is_not_nodded_is_not_judged(science):
    assert reported(science=science, sky=ONE) == []
    assert outcome(pair_of(lrs, science=science), "BKG414")[0] == "not-applicable"


def test_what_is_not_attached_is_left_to_other_rules():
    assert reported(sky=ONE, links=[]) == []
    assert reported(sky=ONE, links=[group(1, 2, non_interruptible=False)]) == []
    assert reported(sky=ONE, declared=False) == []
    assert reported(sky=ONE | {"subarray": "SUBSLIT"}) == []
    assert reported(sky=ONE | {"special": [time_series()]}) == []


def test_time_series_and_what_is_not_subtracted_are_not_judged():
    assert reported(sky=ONE, science={"special": [time_series()]}) == []
    document, none = pair_of(lrs, sky=ONE), {"*": {"strategy": "none"}}
    assert faults(document, select=["BKG414"], intents=none) == []


@pytest.mark.parametrize("sky", [{"dither": "CYCLING"}, {"dither": "MAPPING"}])
def test_a_sky_that_cannot_be_counted_is_not_checked(sky):
    assert outcome(pair_of(lrs, sky=sky), "BKG414")[0] == "not-checked"


def test_nods_that_are_not_known_are_not_checked():
    assert outcome(pair_of(lrs, science={"dither": None}), "BKG414")[0] == "not-checked"


def test_in_a_draft_only_the_info_is_left_out():
    assert faults(pair_of(lrs), select=["BKG414"], profile="draft") == []
    found = faults(pair_of(lrs, sky=ONE), select=["BKG414"], profile="draft")
    assert found == ["BKG414 warning 2"]
