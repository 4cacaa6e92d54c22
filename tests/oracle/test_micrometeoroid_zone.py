"""The micrometeoroid avoidance zone compared with what APT stored and printed."""

from __future__ import annotations

import re
from functools import cache

import pytest

from aptcheck.apt import read_path
from aptcheck.schedule.micrometeoroid_zone import HALF_ANGLE_DEG, in_zone
from aptcheck.schedule.planner_windows import stored_visibility
from aptcheck.schedule.spans import total_days
from tests.oracle.micrometeoroid import MOST, Printed, printed
from tests.oracle.planner_records import live_records
from tests.shared import shared


def test_the_share_of_each_stored_visit_is_the_one_that_apt_stored_with_it() -> None:
    path = shared("corpus", "m33-cycle4.aptx")
    document = read_path(path)
    ours = []
    for number, records in live_records(path).items():
        observation = document.proposal.observation(number)
        assert observation is not None
        target = document.proposal.target_of(observation)
        assert target is not None
        assert target.ra_deg is not None
        assert target.dec_deg is not None
        for record in records:
            visible = stored_visibility("", [record])
            assert visible is not None
            inside = in_zone(visible.spans, target.ra_deg, target.dec_deg)
            ours.append(total_days(inside) / visible.days)
    used = [float(share) for share in re.findall(rb'MazUsage="([0-9.]+)"', document.xml)]
    assert len(ours) == 11
    assert sorted(ours) == pytest.approx(sorted(used), abs=0.001)


@cache
def _printed() -> tuple[Printed, ...]:
    return tuple(printed())


def test_whatever_apt_diagnoses_is_mostly_in_the_zone() -> None:
    diagnosed = [one for one in _printed() if one.diagnosed]
    assert len(diagnosed) == 15
    assert min(one.share(HALF_ANGLE_DEG) for one in diagnosed) > MOST


@pytest.mark.parametrize("half_angle", [37.5, 60.0])
def test_no_smaller_zone_explains_what_apt_diagnoses(half_angle: float) -> None:
    assert min(one.share(half_angle) for one in _printed() if one.diagnosed) < 0.1
