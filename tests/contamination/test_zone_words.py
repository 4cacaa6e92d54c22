from __future__ import annotations

from dataclasses import replace

import pytest

from aptcheck.contamination.zone_words import zone_words
from aptcheck.geometry.angles import AngleSet
from aptcheck.testing import mrs, proposal, target
from tests.schedule.window import swept

#: Of the two windows of M33 in Cycle 5, summer is in the zone and winter is not.
M33 = {"ra": 23.5, "dec": 30.52}

SUMMER = AngleSet.between(240, 245)
EARLY_WINTER, LATE_WINTER = AngleSet.between(85, 90), AngleSet.between(68, 70)


@pytest.fixture(name="field")
def _field():
    return swept(proposal(targets=[target(1, **M33)], observations=[mrs(1)]), 1)


def test_a_range_that_leaves_the_zone_alone_is_said(field) -> None:
    told = zone_words(field, SUMMER)
    assert told.startswith(" This range leaves only dates in the micrometeoroid avoidance zone")


def test_several_ranges_in_the_zone_are_said_together(field) -> None:
    told = zone_words(field, SUMMER.union(AngleSet.between(248, 250)))
    assert told.startswith(" These ranges leave only dates in the micrometeoroid avoidance zone")


def test_of_several_those_that_leave_other_dates_are_named(field) -> None:
    told = zone_words(field, SUMMER.union(LATE_WINTER))
    assert told.startswith(" Only 68.00 to 70.00 leaves dates outside the micrometeoroid")
    told = zone_words(field, SUMMER.union(LATE_WINTER).union(EARLY_WINTER))
    assert told.startswith(" Only 68.00 to 70.00 and 85.00 to 90.00 leave dates outside")


def test_ranges_with_dates_outside_or_without_known_dates_need_no_word(field) -> None:
    assert zone_words(field, LATE_WINTER) == ""
    assert zone_words(field, AngleSet.full()) == ""
    assert zone_words(field, AngleSet.empty()) == ""
    assert zone_words(replace(field, visibility=None), SUMMER) == ""


def test_a_range_of_the_imager_is_named_in_its_own_angle() -> None:
    imager = mrs(1, primary="IMAGER")
    field = swept(proposal(targets=[target(1, **M33)], observations=[imager]), 1)
    assert "Only 72.84 to 74.83 leaves" in zone_words(field, SUMMER.union(LATE_WINTER))
