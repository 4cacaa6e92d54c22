from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from aptcheck.modes.mrs.apertures import primary_aperture
from aptcheck.schedule.field_of_regard import computed_visibility
from aptcheck.schedule.roll import Pointing
from aptcheck.testing import FIELD, outcome, pair
from tests.judging import findings
from tests.rules.orient.angles import faults_of
from tests.schedule.planned import planned
from tests.schedule.window import CYCLE_5

CODE = "ORI107"

STORED = computed_visibility(
    "",
    FIELD[0],
    FIELD[1] + 90 / 3600,
    pointing=Pointing(*primary_aperture("ALL").reference),
    start=CYCLE_5[0],
    end=CYCLE_5[1],
)


def planned_sky(**changes):
    return pair(sky={"raw": planned(STORED, CYCLE_5, **{"observation": 2, **changes})})


def test_equal_windows_pass() -> None:
    assert outcome(planned_sky(), CODE)[0] == "passed"


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"turned": 0.3}, []),
        ({"turned": 0.4}, ["ORI107 info 2"]),
        ({"turned": -0.4}, ["ORI107 info 2"]),
        ({"later": -0.1}, []),
        ({"later": -0.3}, ["ORI107 info 2"]),
    ],
    ids=str,
)
def test_a_difference_beyond_the_tolerances_is_reported(changes, found) -> None:
    assert faults_of(CODE, planned_sky(**changes)) == found


@pytest.mark.parametrize("changes", [{"turned": 144.0}, {"turned": 5.5}, {"later": 40.0}], ids=str)
def test_windows_of_another_place_are_a_warning(changes) -> None:
    assert faults_of(CODE, planned_sky(**changes)) == ["ORI107 warning 2"]


def test_those_of_a_science_observation_are_also_reported_and_once() -> None:
    both = pair(
        science={"raw": planned(STORED, CYCLE_5, observation=1, turned=144.0)},
        sky={"raw": planned(STORED, CYCLE_5, observation=2, turned=144.0)},
    )
    (only,) = findings(both, select=[CODE])
    assert (only.severity, only.observation, only.related_observations) == ("warning", 2, (1,))
    assert only.evidence is not None
    assert only.evidence.measured == pytest.approx(144.0, abs=0.1)
    assert only.evidence.limit == 5.0


def test_a_science_observation_has_no_finding_on_a_small_difference() -> None:
    turned = pair(science={"raw": planned(STORED, CYCLE_5, observation=1, turned=1.0)})
    assert outcome(turned, CODE)[0] == "passed"


@pytest.mark.parametrize(("later", "found"), [(0.4, []), (3.0, []), (10.0, ["ORI107 info 2"])])
def test_a_window_that_opens_where_the_sun_only_grazes_may_open_days_later(later, found) -> None:
    # five degrees from the ecliptic pole the Sun angle takes days to change by 0.15 degree
    ra, dec = 270.0, 61.46
    year = computed_visibility(
        "",
        ra,
        dec,
        pointing=Pointing(*primary_aperture("ALL").reference),
        start=CYCLE_5[0],
        end=CYCLE_5[1],
    )
    (first, (opens, closes)) = year.spans
    stored = replace(year, spans=(first, (opens + later, closes)))
    document = pair(
        science_target={"ra": ra, "dec": dec - 90 / 3600},
        sky_target={"ra": ra, "dec": dec, "north": 0},
        sky={"raw": planned(stored, CYCLE_5, observation=2)},
    )
    assert faults_of(CODE, document) == found


def test_the_largest_difference_is_measured() -> None:
    (only,) = findings(planned_sky(turned=1.5), select=[CODE])
    assert only.evidence is not None
    assert only.evidence.measured == pytest.approx(1.5, abs=0.01)
    assert only.evidence.limit == 0.32
    assert only.related_observations == (1,)


@pytest.mark.parametrize(
    "changes",
    [{"engine": "14.16"}, {"up_to_date": False}, {"program": 0}, {"observation": 1}],
    ids=str,
)
def test_what_cannot_be_compared_is_not(changes) -> None:
    assert outcome(planned_sky(turned=5.0, **changes), CODE)[0] == "not-applicable"


def test_a_record_that_is_damaged_is_none() -> None:
    torn = pair(sky={"raw": planned(STORED, CYCLE_5, observation=2).replace("StVisitS", "StVisit")})
    assert outcome(torn, CODE)[0] == "not-applicable"


def test_a_stored_plan_longer_than_any_ephemeris_is_not_compared() -> None:
    plan = datetime(2001, 7, 1), datetime(2031, 7, 1)
    document = pair(sky={"raw": planned(STORED, plan, observation=2)})
    assert outcome(document, CODE)[0] == "not-checked"
