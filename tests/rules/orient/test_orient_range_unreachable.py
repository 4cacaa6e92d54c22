from __future__ import annotations

from datetime import datetime

import pytest

from aptcheck.testing import (
    after_date,
    before_date,
    mrs,
    orient_from_link,
    orient_range,
    outcome,
    pair,
    proposal,
    same_orient_link,
    target,
)
from tests.judging import faults, findings
from tests.rules.imager import imager_pair, only_finding
from tests.rules.orient.angles import clean_ranges, faults_of

CODE = "ORI105"

# the field of the tests is available at V3PA 93.6 to 116.1 and 284.8 to 306.5 in Cycle 5


def asking_for(*special: str, **changes):
    return pair(sky={"special": special}, **changes)


@pytest.mark.parametrize(
    ("low", "high", "findings"),
    [
        (10, 20, ["ORI105 error 2"]),
        (150, 250, ["ORI105 error 2"]),
        (310, 90, ["ORI105 error 2"]),
        (300, 90, []),
        (116.5, 284.3, ["ORI105 error 2"]),
        (116.0, 284.3, []),
        (200, 200, ["ORI105 error 2"]),
        (100, 100, []),
        (0, 360, []),
    ],
)
def test_a_range_the_telescope_never_takes_is_an_error(low, high, findings) -> None:
    assert faults_of(CODE, asking_for(orient_range(low, high))) == findings


def test_one_good_range_of_several_is_enough() -> None:
    assert faults_of(CODE, asking_for(orient_range(10, 20), orient_range(100, 110))) == []


def test_the_imager_counts_in_its_own_angle() -> None:
    # V3PA 93.6 is 98.4 for the imager
    assert faults_of(CODE, imager_pair(sky={"special": [orient_range(90, 98)]})) == [
        "ORI105 error 2"
    ]
    assert faults_of(CODE, imager_pair(sky={"special": [orient_range(90, 99)]})) == []
    v3 = imager_pair(sky={"special": [orient_range(90, 98, mode="V3")]})
    assert faults_of(CODE, v3) == []


def test_the_science_is_judged_as_well() -> None:
    turned = pair(science={"special": [orient_range(10, 20)]})
    assert faults_of(CODE, turned) == ["ORI105 error 1"]


def test_the_clean_angles_are_possible() -> None:
    document = imager_pair(sky={"special": [orient_range(10, 20)]})
    fault = only_finding(document, CODE)
    assert fault.angles is not None
    assert fault.angles.allowed == fault.angles.clean
    ranges = clean_ranges(fault, "IMAGER")
    fixed = imager_pair(sky={"special": [orient_range(low, high) for low, high in ranges]})
    assert faults_of(CODE, fixed) == []


def test_a_range_that_is_possible_outside_the_dates_alone_is_a_matter_of_dates() -> None:
    both = {"select": [CODE, "BKG703"]}
    early = asking_for(orient_range(100, 110), before_date("01-FEB-2027"))
    assert faults(early, **both) == ["BKG703 error 2"]
    late = asking_for(orient_range(100, 110), after_date("01-FEB-2027"))
    assert faults(late, **both) == []


def test_angles_and_dates_that_are_both_impossible_are_two_faults() -> None:
    neither = asking_for(orient_range(10, 20), before_date("01-OCT-2026"))
    assert faults(neither, select=[CODE, "BKG703"]) == ["BKG703 error 2", "ORI105 error 2"]


def test_the_dates_of_the_command_line_count() -> None:
    winter = datetime(2026, 12, 1), datetime(2027, 1, 5)
    assert [
        f.code for f in findings(asking_for(orient_range(100, 110)), select=[CODE], dates=winter)
    ] == [CODE]


def test_a_window_in_which_the_target_is_never_visible_is_not_checked() -> None:
    summer = datetime(2026, 7, 1), datetime(2026, 8, 1)
    assert outcome(asking_for(orient_range(100, 110)), CODE, dates=summer)[0] == "not-checked"


def test_a_peak_between_two_days_counts() -> None:
    # the highest angle, 116.1, is met in the course of a day that begins and ends below 116
    reached = asking_for(orient_range(116.0, 284.3), after_date("01-FEB-2027"))
    assert faults(reached, select=[CODE, "BKG703"]) == []


@pytest.mark.parametrize(
    "turned",
    [
        pair(more_links=[orient_from_link(2, 1, 60, 90)]),
        pair(
            science={"special": [orient_range(100, 110)]},
            sky={"special": [orient_range(290, 300)]},
            more_links=[same_orient_link(1, 2)],
        ),
    ],
)
def test_a_link_that_asks_the_impossible_is_one_fault_of_both_its_ends(turned) -> None:
    assert faults_of(CODE, turned) == ["ORI105 error 1"]
    reported = only_finding(turned, CODE, select=[CODE])
    assert reported.related_observations == (2,)
    assert reported.location.trail.startswith("Special Requirements")


def test_a_link_with_one_that_is_impossible_itself_is_not_a_second_fault() -> None:
    turned = pair(sky={"special": [orient_range(10, 20)]}, more_links=[same_orient_link(1, 2)])
    assert faults_of(CODE, turned) == ["ORI105 error 2"]


def test_two_links_are_two_faults_where_nothing_ties_them() -> None:
    links = [orient_from_link(2, 1, 60, 90), orient_from_link(4, 3, 60, 90)]
    four = pair(more_observations=[mrs(3, 1), mrs(4, 2)], more_links=links)
    assert faults_of(CODE, four) == ["ORI105 error 1", "ORI105 error 3"]
    joined = pair(
        more_observations=[mrs(3, 1), mrs(4, 2)], more_links=[*links, same_orient_link(2, 3)]
    )
    assert faults_of(CODE, joined) == ["ORI105 error 1"]


def test_an_observation_that_has_been_taken_is_not_judged() -> None:
    taken = pair(science={"special": [orient_range(10, 20)], "status": "COMPLETED"})
    assert faults_of(CODE, taken) == []


def test_a_link_that_can_be_met_is_clean() -> None:
    assert faults_of(CODE, pair(more_links=[same_orient_link(1, 2)])) == []


def test_without_a_request_nothing_is_judged() -> None:
    assert outcome(pair(), CODE)[0] == "not-applicable"


def test_a_polar_target_in_its_own_dark_weeks() -> None:
    polar = proposal(
        targets=[target(1, ra=180.0, dec=85.0)],
        observations=[mrs(1, special=[orient_range(80, 90)])],
    )
    assert faults_of(CODE, polar) == ["ORI105 error 1"]


def test_everything_is_possible_in_the_continuous_viewing_zone() -> None:
    pole = proposal(
        targets=[target(1, ra=270.0, dec=66.56)],
        observations=[mrs(1, special=[orient_range(359.9, 0.1)])],
    )
    assert faults_of(CODE, pole) == []


def test_an_observation_without_exposures_asks_for_angles_all_the_same() -> None:
    bare = pair(science={"exposures": [], "special": [orient_range(10, 20)]})
    assert faults_of(CODE, bare) == ["ORI105 error 1"]
