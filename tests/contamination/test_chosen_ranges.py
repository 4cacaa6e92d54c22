from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from aptcheck.contamination.proposed_ranges import ProposedRanges
from aptcheck.geometry.angles import AngleSet
from aptcheck.testing import mrs, proposal, target
from tests.schedule.window import swept

#: Of the two windows of M33 in Cycle 5, summer is in the zone and winter is not.
M33: dict[str, Any] = {"ra": 23.5, "dec": 30.52}

SUMMER = AngleSet.between(240, 245)
LATE_WINTER = AngleSet.between(68, 70)


@pytest.fixture(name="field")
def _field():
    return swept(proposal(targets=[target(1, **M33)], observations=[mrs(1)]), 1)


def zone_words(field, angles):
    return ProposedRanges.of(field, angles).zone_sentence


def test_a_range_that_leaves_the_zone_alone_is_said(field) -> None:
    reported = zone_words(field, SUMMER)
    assert reported.startswith(" This range leaves only dates in the micrometeoroid avoidance zone")


def test_several_ranges_in_the_zone_are_said_together(field) -> None:
    reported = zone_words(field, SUMMER.union(AngleSet.between(248, 250)))
    assert reported.startswith(
        " These ranges leave only dates in the micrometeoroid avoidance zone"
    )


def test_of_several_those_that_leave_no_other_dates_are_named(field) -> None:
    reported = zone_words(field, SUMMER.union(LATE_WINTER))
    assert reported.startswith(
        " Of these, 240.00 to 245.00 leaves only dates in the micrometeoroid"
    )


def test_ranges_with_dates_outside_or_without_known_dates_need_no_word(field) -> None:
    assert zone_words(field, LATE_WINTER) == ""
    assert zone_words(field, AngleSet.full()) == ""
    assert zone_words(field, AngleSet.empty()) == ""
    assert zone_words(replace(field, visibility=None), SUMMER) == ""


def test_a_range_of_the_imager_is_named_in_its_own_angle() -> None:
    imager = mrs(1, primary="IMAGER")
    field = swept(proposal(targets=[target(1, **M33)], observations=[imager]), 1)
    assert "Of these, 244.84 to 249.83 leaves" in zone_words(field, SUMMER.union(LATE_WINTER))


def test_of_too_many_those_with_dates_outside_the_zone_are_proposed(field) -> None:
    many = AngleSet.of((230.0 + 3 * n, 232.0 + 3 * n) for n in range(8))
    proposed = ProposedRanges.of(field, many.union(AngleSet.between(68, 69.2)))
    assert len(proposed.chosen) == 6
    assert proposed.chosen[0] == AngleSet.between(68, 69.2)
    assert "6 of 9 clean ranges" in proposed.requirement
    assert len(proposed.in_zone) == 5


def test_of_too_many_alike_the_widest_are_proposed_by_angle(field) -> None:
    winter = AngleSet.of((60.0 + 4 * k, 61.0 + 4 * k + k / 10) for k in range(10))
    proposed = ProposedRanges.of(replace(field, visibility=None), winter)
    assert [round(one.total, 1) for one in proposed.chosen] == [1.4, 1.5, 1.6, 1.7, 1.8, 1.9]
    assert "96.00 to 97.90" in proposed.requirement
    assert proposed.requirement.endswith(", 6 of 10 clean ranges")
