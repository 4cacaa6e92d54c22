from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from aptcheck.errors import FieldUnavailable
from aptcheck.geometry.angles import AngleSet
from aptcheck.modes.mrs.apertures import primary_aperture
from aptcheck.schedule import schedule as module
from aptcheck.schedule.field_of_regard import computed_visibility
from aptcheck.schedule.roll import Pointing
from aptcheck.testing import (
    FIELD,
    after_date,
    before_date,
    between_dates,
    group,
    moving,
    mrs,
    offset,
    orient_from_link,
    orient_range,
    other,
    pair,
    proposal,
    same_orient_link,
    target,
)
from tests.rules.imager import IMAGER, imager_pair
from tests.schedule.planned import planned
from tests.schedule.window import CYCLE_5, none, scheduled, swept

IMAGER_ANGLE = 4.835449

#: Both windows of the field in Cycle 5: V3PA in winter and in spring.
WINTER, SPRING = (280.0, 310.0), (90.0, 120.0)


def alone(*special: str, link=None, **changes):
    """Make one observation of the field."""
    return proposal(targets=[target(1)], observations=[mrs(1, special=special, **changes)])


def telescope(ra: float, dec: float, primary: str = "ALL", window=CYCLE_5):
    pointing = Pointing(*primary_aperture(primary).reference)
    return computed_visibility("", ra, dec, pointing=pointing, start=window[0], end=window[1])


def same(one: AngleSet, other: AngleSet, within: float = 1e-9) -> bool:
    return len(one.intervals) == len(other.intervals) and all(
        a == pytest.approx(b, abs=within)
        for a, b in zip(one.intervals, other.intervals, strict=True)
    )


def test_without_requirements_all_that_the_telescope_can_do_is_allowed() -> None:
    found = swept(alone(), 1)
    assert found.requested.is_full
    assert same(found.allowed, telescope(*FIELD).allowed, within=1e-3)
    assert found.visibility is not None
    assert found.visibility.origin == "computed"
    assert found.unknown is None


def test_the_target_is_where_its_motion_takes_it_by_mid_window() -> None:
    moved = target(1, proper_motion=(0, 3600), epoch=2017.0)
    found = swept(proposal(targets=[moved], observations=[mrs(1)]), 1)
    assert (found.dec_deg - FIELD[1]) * 3600 == pytest.approx(3.6 * 10, abs=0.02)


@pytest.mark.parametrize(("primary", "shift"), [("ALL", 0.0), ("IMAGER", IMAGER_ANGLE)])
def test_a_range_is_converted_with_the_aperture_that_holds_the_target(primary, shift) -> None:
    found = swept(alone(orient_range(100, 104), primary=primary), 1)
    assert found.requested.intervals == ((100 - shift, 104 - shift),)
    assert same(found.allowed, found.requested)


def test_a_range_in_v3pa_is_not_converted() -> None:
    found = swept(alone(orient_range(100, 104, mode="V3"), primary="IMAGER"), 1)
    assert found.requested.intervals == ((100.0, 104.0),)


def test_ranges_that_repeat_are_a_union_and_one_may_wrap() -> None:
    found = swept(alone(orient_range(290, 10), orient_range(100, 102)), 1)
    assert found.requested.intervals == ((0.0, 10.0), (100.0, 102.0), (290.0, 360.0))
    assert [lo for lo, _ in found.allowed.intervals] == [100.0, 290.0]


def test_equal_ends_are_a_single_angle() -> None:
    found = swept(alone(orient_range(101, 101)), 1)
    assert found.allowed.intervals == ((101.0, 101.0),)
    assert found.visibility is not None
    assert found.visibility.windows
    assert found.split(AngleSet.empty()).v3.clean == ((101.0, 101.0),)


def test_angles_that_are_never_possible_are_reported_by_a_rule() -> None:
    found = none(alone(orient_range(10, 20)), 1)
    assert found.lacks == "angle"
    assert found.reason == (
        "the position angles that observation 1 asks for are not available between 2026-07-01 and "
        "2027-07-01"
    )


@pytest.mark.parametrize(
    ("dates", "season"),
    [
        (before_date("01-FEB-2027"), WINTER),
        (after_date("01-FEB-2027"), SPRING),
        (between_dates("01-MAR-2027", "01-AUG-2027"), SPRING),
    ],
)
def test_dates_leave_the_angles_of_their_season(dates, season) -> None:
    found = swept(alone(dates), 1)
    assert all(season[0] < lo <= hi < season[1] for lo, hi in found.allowed.intervals)


def test_dates_at_which_the_target_is_not_visible_leave_nothing() -> None:
    found = none(alone(between_dates("01-JUL-2026", "01-AUG-2026")), 1)
    assert found.reason == (
        "observation 1 asks for dates (from 2026-07-01 to 2026-08-01) at which its target cannot "
        "be observed"
    )
    assert found.lacks == "date"


def test_a_target_that_is_not_visible_in_the_window_leaves_nothing() -> None:
    summer = datetime(2026, 7, 1), datetime(2026, 8, 1)
    found = none(alone(), 1, summer)
    assert found.reason == (
        "the target of observation 1 cannot be observed between 2026-07-01 and 2026-08-01"
    )


def test_a_window_across_the_years_end_is_one() -> None:
    found = swept(alone(), 1, (datetime(2026, 12, 20), datetime(2027, 1, 5)))
    assert found.visibility is not None
    assert len(found.visibility.windows) == 1
    assert found.visibility.days == pytest.approx(16)


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        (
            proposal(targets=[moving(1, "TITAN")], observations=[mrs(1)]),
            "target TITAN moves, and its angles are not computed",
        ),
        (
            proposal(targets=[target(1, "GRB", coordinates=None)], observations=[mrs(1)]),
            "target GRB has no coordinates that can be read",
        ),
        (proposal(targets=[], observations=[mrs(1)]), "observation 1 has no target"),
        (
            proposal(targets=[target(1)], observations=[other(1, "NircamImaging")]),
            "observation 1 takes no MRS spectra: it has no field",
        ),
    ],
    ids=["moving", "no coordinates", "no target", "no spectra"],
)
def test_what_has_no_field_says_why(document, reason) -> None:
    assert none(document, 1).reason == reason


def test_dates_beyond_the_ephemeris_leave_what_is_requested() -> None:
    found = swept(alone(orient_range(10, 20)), 1, (datetime(2120, 1, 1), datetime(2121, 1, 1)))
    assert found.visibility is None
    assert found.allowed.intervals == ((10.0, 20.0),)
    assert found.unknown == "a date window must be between 2000 and 2099 and last 20 years at most"


def test_a_target_near_the_equatorial_pole_has_long_windows_and_every_angle_in_them() -> None:
    polar = proposal(targets=[target(1, ra=180.0, dec=85.0)], observations=[mrs(1)])
    found = swept(polar, 1)
    assert found.visibility is not None
    assert found.visibility.days > 180
    # eight months of turning: the summer's angles alone are missing
    assert 200 < found.allowed.total < 360


def test_a_target_in_the_continuous_viewing_zone_can_have_every_angle() -> None:
    pole = proposal(targets=[target(1, ra=270.0, dec=66.56)], observations=[mrs(1)])
    found = swept(pole, 1)
    assert found.allowed.is_full
    assert found.visibility is not None
    assert found.visibility.days == pytest.approx(365)


def test_the_same_orient_link_hands_on_the_angles_of_the_other_side() -> None:
    linked = imager_pair(
        science={"special": [orient_range(100, 102)]}, links=[same_orient_link(1, 2)]
    )
    # equal aperture PA: V3PA differ by the turn of the imager's aperture
    expected = AngleSet.between(100 - IMAGER_ANGLE, 102 - IMAGER_ANGLE)
    assert same(swept(linked, 2).requested, expected)


def test_an_orient_offset_is_added_to_the_angles_of_the_other_side() -> None:
    linked = pair(
        science={"special": [orient_range(100, 101)]}, links=[orient_from_link(2, 1, 3, 5)]
    )
    assert swept(linked, 2).requested.intervals == ((103.0, 106.0),)
    assert swept(linked, 1).allowed.intervals == ((100.0, 101.0),)


def test_an_angle_offset_that_cannot_be_met_is_reported() -> None:
    found = none(pair(links=[orient_from_link(2, 1, 60, 90)]), 2)
    assert found.lacks == "angle"
    assert "the position angle link with observation 1" in found.reason
    own = none(pair(sky={"special": [orient_range(10, 20)]}, links=[same_orient_link(1, 2)]), 2)
    assert "link" not in own.reason


@pytest.mark.parametrize(("status", "days"), [(None, 52), ("COMPLETED", 103)])
def test_one_that_has_been_taken_leaves_its_group_every_date(status, days) -> None:
    """It asks for angles that are available in spring alone."""
    science = {"special": [orient_range(100, 110)], "status": status}
    schedule, observations = scheduled(pair(science=science))
    assert schedule.of(observations[2]).group_windows.days == pytest.approx(days, abs=3)


def test_a_group_shares_the_dates_that_its_member_asks_for() -> None:
    dated = {"special": [after_date("01-MAR-2027")]}
    assert len(swept(pair(), 2).allowed.intervals) == 2
    assert len(swept(pair(science=dated), 2).allowed.intervals) == 1
    loose = pair(science=dated, link={"non_interruptible": False})
    assert len(swept(loose, 2).allowed.intervals) == 2


def test_a_group_shares_the_dates_at_which_its_members_angles_can_be_had() -> None:
    turned = pair(science={"special": [orient_range(285, 290)]})
    found = swept(turned, 2)
    (window,) = found.visibility.windows if found.visibility is not None else ()
    assert window[0].month >= 11
    (low, high) = found.allowed.intervals[0]
    assert low < 285 < 290 < high


def test_a_group_without_a_common_date_leaves_nothing() -> None:
    apart = pair(
        science={"special": [orient_range(285, 290)]}, sky={"special": [orient_range(100, 110)]}
    )
    assert none(apart, 2).lacks == "linked date"


@pytest.mark.parametrize(
    "impossible",
    [[orient_range(10, 20)], [after_date("01-MAR-2027"), before_date("01-MAR-2026")]],
    ids=["angles", "dates"],
)
def test_a_member_that_asks_for_the_impossible_binds_no_other(impossible) -> None:
    assert len(swept(pair(science={"special": impossible}), 2).allowed.intervals) == 2


def test_another_template_in_the_group_counts_with_its_dates() -> None:
    late = other(3, target=1, special=[after_date("01-MAR-2027")])
    grouped = pair(more_observations=[late], links=[group(1, 2, 3)])
    assert len(swept(grouped, 2).allowed.intervals) == 1


def test_a_member_that_is_withdrawn_counts_no_more() -> None:
    gone = pair(science={"special": [after_date("01-MAR-2027")], "status": "WITHDRAWN"})
    assert len(swept(gone, 2).allowed.intervals) == 2


def test_another_aperture_on_the_target_has_no_known_field() -> None:
    moved = alone("<FiducialPointOverride>MIRIM_SUB64</FiducialPointOverride>")
    assert "Fiducial Point Override" in none(moved, 1).reason


def stored(**changes):
    computed = telescope(*FIELD)
    return alone(raw=planned(computed, CYCLE_5, **{"observation": 1, **changes}))


def test_stored_windows_are_preferred() -> None:
    found = swept(stored(turned=0.2), 1)
    assert found.visibility is not None
    assert found.visibility.origin == "visit-planner"
    # a peak between two daily samples is lost
    assert same(found.allowed, telescope(*FIELD).allowed.shifted(0.2), within=0.11)


@pytest.mark.parametrize(
    "changes",
    [
        {"up_to_date": False},
        {"program": 0},
        {"observation": 2},
        {"visit": 2},
        {"engine": "14.16"},
        {"engine": "None"},
    ],
    ids=str,
)
def test_windows_that_are_stale_foreign_or_of_another_orbit_are_not(changes) -> None:
    found = swept(stored(turned=3.0, **changes), 1)
    assert found.visibility is not None
    assert found.visibility.origin == "computed"


def test_stored_windows_that_do_not_cover_the_dates_are_not_used() -> None:
    later = tuple(date + timedelta(days=90) for date in CYCLE_5)
    found = swept(stored(), 1, later)
    assert found.visibility is not None
    assert found.visibility.origin == "computed"


@pytest.mark.parametrize(
    ("changes", "origin"),
    [
        ({"turned": 4.8}, "visit-planner"),
        ({"turned": 5.2}, "computed"),
        ({"turned": 144.0}, "computed"),
        ({"later": 40.0}, "computed"),
        ({"later": 1.0}, "visit-planner"),
    ],
    ids=str,
)
def test_stored_windows_that_cannot_be_those_of_the_target_are_not_used(changes, origin) -> None:
    found = swept(stored(**changes), 1)
    assert found.visibility is not None
    assert found.visibility.origin == origin


def test_stored_windows_that_cannot_be_compared_are_not_used() -> None:
    # a plan of thirty years is longer than any ephemeris
    document = alone(
        raw=planned(telescope(*FIELD), (datetime(2001, 7, 1), datetime(2031, 7, 1)), observation=1)
    )
    found = swept(document, 1)
    assert found.visibility is not None
    assert found.visibility.origin == "computed"


def test_stored_windows_of_some_visits_do_not_count_for_all() -> None:
    computed = telescope(*FIELD)
    one_of_two = alone(visits=2, raw=planned(computed, CYCLE_5, observation=1))
    both = alone(
        visits=2,
        raw=planned(computed, CYCLE_5, observation=1)
        + planned(computed, CYCLE_5, observation=1, visit=2),
    )
    origins = [swept(d, 1).visibility.origin for d in (one_of_two, both)]
    assert origins == ["computed", "visit-planner"]


def test_records_are_read_once() -> None:
    schedule, observations = scheduled(stored())
    assert schedule.of(observations[1]).records is schedule.of(observations[1]).records


def test_an_offset_moves_the_field_and_not_the_target() -> None:
    plain, moved = swept(alone(), 1), swept(alone(offset(30, 0)), 1)
    assert (moved.ra_deg, moved.dec_deg) == (plain.ra_deg, plain.dec_deg)
    assert moved.field.reach.nearest > 20 > plain.field.reach.farthest


def test_the_imager_as_primary_sweeps_a_ring() -> None:
    reach = swept(alone(**IMAGER), 1).field.reach
    assert 58 < reach.nearest < 61
    assert 85 < reach.farthest < 88


def test_mosaics_beyond_all_measure_are_not_followed(monkeypatch) -> None:
    monkeypatch.setattr(module, "_MOST_FOOTPRINTS", 48)
    schedule, observations = scheduled(pair())
    assert schedule.of(observations[1]).field.footprints
    with pytest.raises(FieldUnavailable, match="too many tiles"):
        _ = schedule.of(observations[2]).field


def test_an_offset_beyond_a_degree_has_no_known_field() -> None:
    assert "Offset of more than a degree" in none(alone(offset(3000, 3000)), 1).reason


def test_why_a_field_is_not_known_is_remembered(monkeypatch) -> None:
    monkeypatch.setattr(module, "_MOST_FOOTPRINTS", 48)
    schedule, observations = scheduled(pair(sky={"special": [offset(3000, 3000)]}))
    sky = schedule.of(observations[2])
    for _ in range(2):
        with pytest.raises(FieldUnavailable, match="Offset of more than a degree"):
            _ = sky.field
        assert schedule.of(observations[1]).field.footprints
