from __future__ import annotations

import pytest

from aptcheck.testing import (
    coronagraph,
    group,
    ifu,
    lrs,
    moving,
    mrs,
    outcome,
    pair,
    persistence_risk,
    proposal,
    target,
)
from tests.judging import faults
from tests.rules.imager import only_finding
from tests.rules.other_modes import pair_of

BRIGHT = {"intents": {"1": {"bright": True}}}


def test_a_bright_source_before_its_background_is_a_warning():
    assert faults(pair(), **BRIGHT) == ["BKG701 warning 2"]


def test_persistence_risk_also_means_bright():
    assert faults(pair(science={"special": [persistence_risk()]})) == ["BKG701 warning 2"]


def test_a_background_that_comes_first_is_right():
    assert faults(pair(links=[group(2, 1)]), **BRIGHT) == []


def test_a_source_that_is_not_called_bright_is_not_judged():
    xml = pair()
    assert faults(xml) == []
    assert outcome(xml, "BKG701")[0] == "not-applicable"


def test_without_a_sequence_the_order_is_not_fixed():
    xml = pair(link={"sequence": False})
    assert faults(xml, **BRIGHT) == ["BKG701 warning 2"]
    finding = only_finding(xml, "BKG701", **BRIGHT)
    assert finding.location.trail == "Special Requirements > Group/Sequence Observations Link 1"
    assert finding.related_observations == (1,)


def test_without_a_link_the_missing_link_is_the_fault():
    lines = faults(pair(links=[]), **BRIGHT)
    assert [line for line in lines if "701" in line] == []


def test_one_background_before_the_source_is_enough():
    second = mrs(3, 2)
    xml = pair(more_observations=[second], links=[group(3, 1, 2)])
    assert [line for line in faults(xml, **BRIGHT) if "701" in line] == []


def test_the_background_of_another_source_must_not_follow():
    xml = pair(
        more_targets=[
            target(3, "NGC-3", north=-30, background=[4]),
            target(4, "NGC-3-SKY", north=-90, category="Calibration"),
        ],
        more_observations=[mrs(3, 3), mrs(4, 4)],
        links=[group(2, 1, 4, 3)],
    )
    assert faults(xml, ignore=("BKG106",), **BRIGHT) == ["BKG701 warning 4"]
    assert only_finding(xml, "BKG701", **BRIGHT).related_observations == (1, 3)


def test_a_fainter_source_may_come_before_the_background_of_another():
    xml = pair(
        more_targets=[
            target(3, "NGC-3", north=-30, background=[4]),
            target(4, "NGC-3-SKY", north=-90, category="Calibration"),
        ],
        more_observations=[mrs(3, 3), mrs(4, 4)],
        links=[group(2, 1), group(4, 3)],
    )
    assert faults(xml, **BRIGHT) == []


def a_star_and_a_pair(*links, star=None, **changes):
    """Add a star without a background, observation 3, to the pair."""
    return pair(
        more_targets=[target(3, "STAR", east=200, extended="NO", category="Star")],
        more_observations=[mrs(3, 3, **(star or {}))],
        links=links,
        **changes,
    )


STAR = {"select": ["BKG701"], "intents": {"3": {"bright": True}}}


def test_a_bright_source_without_a_background_also_counts():
    xml = a_star_and_a_pair(group(3, 1, 2))
    finding = only_finding(xml, "BKG701", **STAR)
    assert (finding.severity.value, finding.observation) == ("warning", 2)
    assert finding.related_observations == (1, 3)
    assert finding.location.trail == "Special Requirements > Group/Sequence Observations Link 1"
    risky = a_star_and_a_pair(group(3, 1, 2), star={"special": [persistence_risk()]})
    assert faults(risky, select=["BKG701"]) == ["BKG701 warning 2"]


@pytest.mark.parametrize(
    "links",
    [
        [group(1, 2, 3)],
        [group(1, 2)],
        [group(1, 2), group(1, 3)],
        [group(3, 1, 2, sequence=False)],
    ],
    ids=["last", "not linked", "in a link of its own", "in no order"],
)
def test_it_does_where_the_sequence_puts_it_before(links):
    assert faults(a_star_and_a_pair(*links), **STAR) == []


def test_a_bright_source_whose_own_background_is_not_linked_spoils_that_of_another():
    xml = pair(
        more_targets=[target(3, "STAR", east=200, background=[4]), target(4, "STAR-SKY")],
        more_observations=[mrs(3, 3), mrs(4, 4)],
        links=[group(3, 1, 2)],
    )
    assert faults(xml, **STAR) == ["BKG701 warning 2"]


def test_all_backgrounds_that_follow_are_one_finding():
    xml = pair(
        more_targets=[
            target(3, "STAR", east=200),
            target(4, "NGC-4", north=-30, background=[5]),
            target(5, "NGC-4-SKY", north=-90),
        ],
        more_observations=[mrs(3, 3), mrs(4, 4), mrs(5, 5)],
        links=[group(3, 1, 2, 4, 5)],
    )
    finding = only_finding(xml, "BKG701", **STAR)
    assert (finding.observation, finding.related_observations) == (2, (1, 3, 4, 5))


def test_a_background_shared_with_a_bright_source_is_reported_once():
    xml = pair(
        more_targets=[target(3, "NGC-3", north=-30, background=[2])],
        more_observations=[mrs(3, 3)],
        links=[group(1, 2, 3)],
    )
    assert faults(xml, select=["BKG701"], **BRIGHT) == ["BKG701 warning 2"]


@pytest.mark.parametrize(("held", "expected"), [(True, ["BKG701 warning 2"]), (False, [])])
def test_a_shadow_follows_at_once_in_a_non_interruptible_link_only(held, expected):
    xml = proposal(
        targets=[moving(1, "IO", background=[2]), moving(2, "IO-SHADOW", body="IO")],
        observations=[mrs(1), mrs(2)],
        links=[group(1, 2, non_interruptible=held)],
    )
    intents = {"1": {"bright": True, "strategy": "shadow"}}
    assert faults(xml, select=["BKG701"], intents=intents) == expected


def test_two_bright_observations_of_a_target_are_one_finding():
    xml = pair(sky={"count": 2}, more_observations=[mrs(3, 1)], links=[group(1, 3, 2)])
    intents = {"NGC-1": {"bright": True}}
    assert faults(xml, intents=intents) == ["BKG701 warning 2"]
    assert only_finding(xml, "BKG701", intents=intents).related_observations == (1, 3)


@pytest.mark.parametrize(("profile", "severity"), [("submit", "error"), ("draft", "warning")])
def test_the_submit_profile_raises_it(profile, severity):
    assert faults(pair(), profile=profile, **BRIGHT) == [f"BKG701 {severity} 2"]


@pytest.mark.parametrize(
    ("build", "both"), [(ifu, {}), (coronagraph, {}), (lrs, {"subarray": "SLITLESSPRISM"})]
)
def test_a_bright_source_of_another_mode(build, both):
    xml = pair_of(build, both=both)
    assert faults(xml, select=["BKG701"], **BRIGHT) == ["BKG701 warning 2"]
    first = pair_of(build, both=both, links=[group(2, 1)])
    assert faults(first, select=["BKG701"], **BRIGHT) == []
