from __future__ import annotations

from datetime import datetime

import pytest

from aptcheck.apt import read_bytes
from aptcheck.model import Oddity, Requirements
from aptcheck.testing import (
    after_date,
    before_date,
    between_dates,
    group_visits_within,
    leaf,
    mrs,
    nest,
    offset,
    on_hold,
    orient_range,
    pcs_mode,
    persistence_risk,
    proposal,
    target,
    time_series,
)


def read(*special: str) -> tuple[Requirements, tuple[Oddity, ...]]:
    xml = proposal(targets=[target(1)], observations=[mrs(1, special=special)]).xml
    found = read_bytes(xml, "x.xml").proposal
    return found.observations[0].requirements, found.oddities


def test_without_requirements_there_are_none() -> None:
    found, oddities = read()
    assert (found.orients, found.offset, found.dates, found.names) == ((), None, (), ())
    assert (found.on_hold, found.time_series, found.persistence_risk) == (False, False, False)
    assert oddities == ()


@pytest.mark.parametrize(
    ("mode", "frame"),
    [(None, "aperture"), ("APA", "aperture"), ("Aperture", "aperture"), ("V3", "V3")],
)
def test_an_orient_range_is_of_the_aperture_unless_v3(mode: str | None, frame: str) -> None:
    found, oddities = read(orient_range("189.6", 205, mode=mode))
    (orient,) = found.orients
    assert (orient.min_deg, orient.max_deg, orient.frame) == (189.6, 205, frame)
    assert orient.place.trail == "Observation 1 > Special Requirements > Aperture PA Range 1"
    assert oddities == ()


def test_several_ranges_a_wrap_and_a_single_angle_are_kept() -> None:
    found, _ = read(orient_range(328, 72), orient_range(290, 290))
    assert [(o.min_deg, o.max_deg) for o in found.orients] == [(328, 72), (290, 290)]


@pytest.mark.parametrize(
    "special",
    [
        orient_range("about 3", 5),
        '<OrientRange OrientMin="3 Radians" OrientMax="5 Degrees"/>',
        '<OrientRange OrientMin="3 Degrees"/>',
    ],
)
def test_an_orient_range_that_cannot_be_read_is_reported(special: str) -> None:
    found, oddities = read(special)
    assert found.orients == ()
    assert len(oddities) == 1


def test_an_unknown_frame_is_reported_and_its_range_is_unknown() -> None:
    found, oddities = read(orient_range(1, 2, mode="U3"))
    assert (found.orients, found.unread) == ((), ("OrientRange",))
    assert [(o.field, o.text) for o in oddities] == [("Mode", "U3")]


def test_an_offset_is_in_arcsec() -> None:
    found, _ = read(offset("-380", "0."))
    assert found.offset is not None
    assert (found.offset.x_arcsec, found.offset.y_arcsec) == (-380, 0)


def test_each_kind_of_date_bounds_in_its_way() -> None:
    found, oddities = read(
        before_date("01-OCT-2027:12:00:00"),
        after_date("01-JAN-2027"),
        between_dates("01-FEB-2027", "01-MAR-2027:06:00:00"),
    )
    assert {(d.after, d.before) for d in found.dates} == {
        (datetime(2027, 1, 1), None),
        (None, datetime(2027, 10, 1, 12)),
        (datetime(2027, 2, 1), datetime(2027, 3, 1, 6)),
    }
    assert oddities == ()


def test_dates_as_apt_prints_them_are_read() -> None:
    found, oddities = read(
        after_date("2027.030:00:00:00"), between_dates("04-AUG-2022:14", "2024.260")
    )
    assert {(d.after, d.before) for d in found.dates} == {
        (datetime(2027, 1, 30), None),
        (datetime(2022, 8, 4, 14), datetime(2024, 9, 16)),
    }
    assert oddities == ()


def test_a_date_that_cannot_be_read_is_reported() -> None:
    found, oddities = read(before_date("next autumn"))
    assert found.dates == ()
    assert [(o.field, o.text) for o in oddities] == [("Before", "next autumn")]


@pytest.mark.parametrize(
    "special",
    [
        persistence_risk(),
        leaf("SpecialCommanding", "Persistence risk"),
        nest("Flag", Kind="persistence"),
    ],
)
def test_persistence_risk_is_found_however_it_is_spelled(special: str) -> None:
    assert read(special)[0].persistence_risk


def test_hold_time_series_and_others_are_known_by_name() -> None:
    found, oddities = read(on_hold(), time_series(), pcs_mode(), group_visits_within())
    assert found.on_hold
    assert found.time_series
    assert not found.persistence_risk
    assert found.names == ("OnHold", "TimeSeriesObservation", "PcsMode", "GroupVisitsWithin")
    assert oddities == ()
