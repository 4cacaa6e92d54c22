from __future__ import annotations

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
def test_a_difference_beyond_the_tolerances_is_told(changes, found) -> None:
    assert faults_of(CODE, planned_sky(**changes)) == found


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
