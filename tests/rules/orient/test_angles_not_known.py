from __future__ import annotations

from datetime import datetime

import pytest

from aptcheck.testing import (
    after_date,
    before_date,
    between_dates,
    group,
    moving,
    mrs,
    orient_range,
    outcome,
    pair,
    proposal,
)
from tests.judging import faults
from tests.rules.imager import imager_pair, only_finding
from tests.rules.orient.angles import faults_of

CODE = "ORI106"


def titan(**changes):
    return proposal(
        targets=[moving(1, "TITAN", background=[2]), moving(2, "TITAN-SKY", body="TITAN")],
        observations=[mrs(1), mrs(2, **changes)],
        links=[group(1, 2)],
    )


def test_a_moving_target_is_reported() -> None:
    assert faults_of(CODE, titan()) == ["ORI106 info 2"]
    only = only_finding(titan(), CODE)
    assert (only.target, only.related_observations) == ("TITAN-SKY", (1,))


def test_before_submission_it_is_a_warning() -> None:
    assert faults_of(CODE, titan(), profile="submit") == ["ORI106 warning 2"]


def test_a_target_without_coordinates_is_reported() -> None:
    assert faults_of(CODE, pair(sky_target={"coordinates": None})) == ["ORI106 info 2"]


def test_a_proper_motion_that_cannot_be_read_is_reported() -> None:
    motion = pair(sky_target={"proper_motion": ("fast", 0)})
    assert faults_of(CODE, motion) == ["ORI106 info 2"]


def test_a_range_that_cannot_be_read_is_reported() -> None:
    unread = pair(sky={"special": [orient_range("some", 110)]})
    assert faults_of(CODE, unread) == ["ORI106 info 2"]


def test_two_observations_of_one_background_are_one_finding() -> None:
    twice = proposal(
        targets=[moving(1, "TITAN", background=[2]), moving(2, "TITAN-SKY", body="TITAN")],
        observations=[mrs(1), mrs(2), mrs(3, 2)],
        links=[group(1, 2, 3)],
    )
    assert faults_of(CODE, twice) == ["ORI106 info 2"]
    assert only_finding(twice, CODE).related_observations == (1,)


def test_a_plain_pair_asks_for_no_angles() -> None:
    assert outcome(pair(), CODE)[0] == "not-applicable"


@pytest.mark.parametrize(
    "document", [imager_pair(), pair(sky={"special": [orient_range(100, 110)]})]
)
def test_known_angles_are_clean(document) -> None:
    assert outcome(document, CODE)[0] == "passed"


def test_what_bkg703_reports_is_not_repeated() -> None:
    summer = datetime(2026, 7, 1), datetime(2026, 8, 1)
    both = {"select": ["BKG703", CODE]}
    assert faults(imager_pair(), dates=summer, **both) == ["BKG703 error -"]
    dated = imager_pair(both={"special": [between_dates("01-JUL-2026", "01-AUG-2026")]})
    assert faults(dated, **both) == ["BKG703 error -"]


def test_dates_outside_a_year_that_is_only_a_guess_are_reported() -> None:
    past = {"special": [between_dates("01-JUL-2025", "01-AUG-2025")]}
    assert faults_of(CODE, imager_pair(cycle=None, both=past)) == ["ORI106 info 2"]


def test_dates_beyond_every_ephemeris_are_reported() -> None:
    undated = imager_pair(cycle=None)
    assert faults_of(CODE, undated, today=datetime(2150, 1, 1)) == ["ORI106 info 2"]


def test_what_ori105_reports_is_not_repeated() -> None:
    impossible = imager_pair(sky={"special": [orient_range(10, 20)]})
    assert faults(impossible, select=["ORI105", "ORI106"]) == ["ORI105 error 2"]
    assert outcome(impossible, CODE)[0] == "not-checked"


def test_dates_that_exclude_each_other_are_reported_by_another_rule() -> None:
    dated = imager_pair(sky={"special": [after_date("01-JAN-2027"), before_date("01-DEC-2026")]})
    assert faults(dated, select=["BKG70", "ORI106"]) == ["BKG703 error 2"]
    assert outcome(dated, CODE)[0] == "not-checked"
