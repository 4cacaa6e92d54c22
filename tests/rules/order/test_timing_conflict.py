from __future__ import annotations

from typing import Any

import pytest

from aptcheck.testing import (
    after_date,
    after_link,
    before_date,
    between_dates,
    coronagraph,
    group,
    ifu,
    image,
    lrs,
    mrs,
    on_hold,
    orient_range,
    outcome,
    pair,
)
from tests.judging import faults
from tests.rules.imager import imager_pair, only_finding
from tests.rules.other_modes import pair_of

# the field of the tests can be observed from 18 November to 7 January and from 6 April to 28 May
AUTUMN = between_dates("01-NOV-2026", "01-JAN-2027")
SPRING = between_dates("01-MAR-2027", "01-MAY-2027")


def dated(science, sky):
    return pair(science={"special": science}, sky={"special": sky})


@pytest.mark.parametrize(
    ("science", "sky"),
    [
        ([AUTUMN], [SPRING]),
        ([before_date("01-DEC-2026")], [after_date("01-DEC-2026:12:00:00")]),
        ([after_date("01-JAN-2027")], [AUTUMN]),
    ],
)
def test_dates_without_a_common_day_are_an_error(science, sky):
    assert faults(dated(science, sky)) == ["BKG702 error 2"]


@pytest.mark.parametrize(
    ("science", "sky"),
    [
        ([AUTUMN], []),
        ([AUTUMN], [AUTUMN]),
        ([AUTUMN], [SPRING, AUTUMN]),
        ([after_date("01-DEC-2026")], [AUTUMN]),
        ([before_date("01-DEC-2026")], [after_date("30-NOV-2026")]),
    ],
)
def test_dates_with_a_common_day_are_right(science, sky):
    assert faults(dated(science, sky)) == []


def test_one_that_has_been_taken_needs_no_date():
    xml = pair(science={"special": [AUTUMN], "status": "COMPLETED"}, sky={"special": [SPRING]})
    assert outcome(xml, "BKG702")[0] == "not-applicable"
    both = pair(
        science={"special": [AUTUMN]}, sky={"special": [SPRING]}, both={"status": "COMPLETED"}
    )
    assert faults(both) == ["BKG702 info 2"]


def test_dates_of_one_that_exclude_each_other_are_another_rules_matter():
    xml = dated([AUTUMN], [after_date("01-DEC-2026"), before_date("30-NOV-2026")])
    assert faults(xml) == ["BKG703 error 2"]
    assert outcome(xml, "BKG702")[0] == "not-checked"


#: Dates that overlap in March alone, when the telescope cannot observe the field.
OVERLAP = dated([before_date("20-MAR-2027")], [after_date("01-MAR-2027")])


def test_dates_in_common_must_be_some_at_which_both_can_be_taken():
    assert faults(OVERLAP) == ["BKG702 error 2"]
    finding = only_finding(OVERLAP, "BKG702")
    assert finding.location.trail == "Observation 2 > Special Requirements > After Date 1"


def test_a_guessed_year_parts_no_pair():
    sides: dict[str, Any] = {"science": {"special": [before_date("20-MAR-2027")]}}
    xml = pair(cycle=None, sky={"special": [after_date("01-MAR-2027")]}, **sides)
    assert faults(xml) == []
    assert outcome(xml, "BKG702")[0] == "not-checked"


def test_a_hold_does_not_hide_dates_that_are_not_in_common():
    held = dated([before_date("20-MAR-2027"), on_hold()], [after_date("01-MAR-2027")])
    assert faults(held) == ["BKG702 error 2"]


def test_the_dates_of_the_background_are_the_place_to_open():
    finding = only_finding(dated([AUTUMN], [SPRING]), "BKG702")
    assert finding.location.trail == "Observation 2 > Special Requirements > Between Dates 1"
    assert finding.related_observations == (1,)


@pytest.mark.parametrize(("later", "earlier"), [(1, 2), (2, 1)])
def test_an_after_link_with_a_minimum_interval_is_an_error(later, earlier):
    xml = pair(more_links=[after_link(later, earlier, minimum="60.0 Days")])
    assert faults(xml) == ["BKG702 error 2"]
    evidence = only_finding(xml, "BKG702").evidence
    assert (evidence.measured, evidence.limit, evidence.unit) == (60, 0, "days")


def test_an_after_link_without_a_minimum_is_right():
    assert faults(pair(more_links=[after_link(2, 1, maximum="10.0 Days")])) == []


def test_an_after_link_of_other_observations_is_right():
    xml = pair(
        more_observations=[mrs(3, 1), mrs(4, 2)],
        more_links=[group(3, 4), after_link(3, 1, minimum="60.0 Days")],
    )
    assert faults(xml) == []


@pytest.mark.parametrize(("science", "sky"), [([on_hold()], []), ([], [on_hold()])])
def test_one_end_on_hold_is_a_warning(science, sky):
    xml = dated(science, sky)
    assert faults(xml) == ["BKG702 warning 2"]
    assert only_finding(xml, "BKG702").related_observations == (1,)


def test_both_ends_on_hold_are_right():
    assert faults(dated([on_hold()], [on_hold()])) == []


def test_dates_come_before_the_hold():
    assert faults(dated([AUTUMN, on_hold()], [SPRING])) == ["BKG702 error 2"]


def test_two_observations_against_one_sky_are_one_finding():
    xml = pair(
        science={"special": [SPRING]},
        sky={"special": [AUTUMN], "count": 2},
        more_observations=[mrs(3, 1, special=[SPRING])],
        links=[group(1, 2, 3)],
    )
    assert faults(xml) == ["BKG702 error 2"]
    assert only_finding(xml, "BKG702").related_observations == (1, 3)


# the field of the tests is available at V3PA 93.6 to 116.1 in spring and 284.8 to 306.5 in winter


def test_position_angles_of_two_seasons_are_an_error():
    xml = dated([orient_range(100, 110)], [orient_range(290, 300)])
    assert faults(xml, select=["BKG702"]) == ["BKG702 error 2"]
    finding = only_finding(xml, "BKG702")
    assert finding.location.trail == "Observation 2 > Special Requirements > Aperture PA Range 1"
    assert finding.related_observations == (1,)


def test_position_angles_of_one_season_need_a_common_day():
    together = dated([orient_range(95, 100)], [orient_range(98, 112)])
    assert outcome(together, "BKG702")[0] == "passed"
    # the angle falls from 116 in April to 94 in late May
    early_and_late = dated([orient_range(114, 116)], [orient_range(94, 96)])
    assert faults(early_and_late, select=["BKG702"]) == ["BKG702 error 2"]


def test_an_angle_and_a_date_may_exclude_each_other():
    xml = dated([orient_range(100, 110)], [before_date("01-FEB-2027")])
    assert faults(xml, select=["BKG702"]) == ["BKG702 error 2"]
    assert (
        faults(dated([orient_range(100, 110)], [after_date("01-FEB-2027")]), select=["BKG702"])
        == []
    )


def test_the_imager_is_turned_by_its_own_angle():
    # V3PA 111 is 115.8 for the imager: one day in April serves both
    xml = imager_pair(
        science={"special": [orient_range(110.9, 111.1)]},
        sky={"special": [orient_range(115.7, 115.9)]},
    )
    assert outcome(xml, "BKG702")[0] == "passed"


def test_an_impossible_angle_is_another_rules_matter():
    xml = dated([orient_range(10, 40)], [orient_range(290, 300)])
    assert faults(xml, select=["BKG702", "ORI105"]) == ["ORI105 error 1"]
    assert outcome(xml, "BKG702")[0] == "not-checked"


def test_angles_of_a_moving_target_are_not_compared():
    xml = pair(sky={"special": [orient_range(10, 40)]}, sky_target={"coordinates": None})
    assert outcome(xml, "BKG702")[0] == "not-checked"


def test_a_draft_is_only_warned():
    assert faults(dated([AUTUMN], [SPRING]), profile="draft") == ["BKG702 warning 2"]


@pytest.mark.parametrize(
    ("build", "both"),
    [(ifu, {}), (image, {}), (coronagraph, {}), (lrs, {"subarray": "SLITLESSPRISM"})],
)
def test_dates_of_another_mode(build, both):
    def apart(science, sky):
        sides: dict[str, Any] = {"science": {"special": science}, "sky": {"special": sky}}
        return faults(pair_of(build, both=both, **sides), select=["BKG702"])

    assert apart([AUTUMN], [SPRING]) == ["BKG702 error 2"]
    assert apart([on_hold()], []) == ["BKG702 warning 2"]
    assert apart([AUTUMN], [AUTUMN]) == []


def test_angles_of_another_mode_are_of_its_own_aperture():
    # 138.97 degrees beyond V3PA, which comes in autumn from 285 to 307
    in_autumn, in_spring = orient_range(69, 80), orient_range(235, 250)
    both = pair_of(ifu, science={"special": [in_autumn]}, sky={"special": [in_spring]})
    assert faults(both, select=["BKG702"]) == ["BKG702 error 2"]
    same = pair_of(ifu, science={"special": [in_autumn]}, sky={"special": [in_autumn]})
    assert faults(same, select=["BKG702"]) == []
