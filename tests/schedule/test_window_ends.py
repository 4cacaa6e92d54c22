from __future__ import annotations

from datetime import datetime

import pytest

from aptcheck.modes.mrs.apertures import primary_aperture
from aptcheck.schedule.field_of_regard import computed_visibility
from aptcheck.schedule.observing_window import ObservingWindow
from aptcheck.schedule.roll import Pointing
from aptcheck.schedule.window_ends import ends_of_regard, window_ends
from aptcheck.testing import (
    FIELD,
    after_date,
    before_date,
    between_dates,
    mrs,
    orient_from_link,
    orient_range,
    pair,
    proposal,
    target,
)
from tests.schedule.planned import planned
from tests.schedule.window import CYCLE_5, scheduled

# the field of the tests can be observed from 18 November to 7 January and from 6 April to 28 May
REGARD = ("field-of-regard", "field of regard", None)
WINDOW = ("observing-window", "Cycle 5", None)


def ends_of(document, number=1, window=CYCLE_5):
    schedule, observations = scheduled(document, window)
    found = window_ends(schedule.of(observations[number]))
    return [tuple((end.cause, end.words, end.observation) for end in ends) for ends in found]


def asking(*special: str):
    return proposal(targets=[target(1)], observations=[mrs(1, special=special)])


def test_the_telescope_opens_and_closes_what_nothing_narrows() -> None:
    assert ends_of(asking()) == [(REGARD, REGARD), (REGARD, REGARD)]


def test_the_observing_window_cuts() -> None:
    window = datetime(2026, 12, 1), datetime(2027, 5, 1)
    assert ends_of(asking(), window=window) == [(WINDOW, REGARD), (REGARD, WINDOW)]


@pytest.mark.parametrize(
    ("special", "ends"),
    [
        ([before_date("01-DEC-2026")], [(REGARD, ("date", "Before Date", None))]),
        ([after_date("01-MAY-2027")], [(("date", "After Date", None), REGARD)]),
        (
            [
                between_dates("01-DEC-2026", "01-FEB-2027"),
                between_dates("01-MAR-2027", "01-MAY-2027"),
            ],
            [(("date", "Between Dates", None), REGARD), (REGARD, ("date", "Between Dates", None))],
        ),
        # of two that end a window at once the date is named first
        ([orient_range(94, 101)], [(REGARD, ("angle-range", "Aperture PA Range", None))]),
    ],
)
def test_dates_and_angles_of_its_own(special, ends) -> None:
    assert ends_of(asking(*special)) == ends


def test_a_linked_observation_is_named() -> None:
    dated = pair(science={"special": [before_date("01-DEC-2026")]})
    (ends,) = ends_of(dated, 2)
    assert ends == (REGARD, ("linked-observation", "dates of observation 1", 1))
    turned = pair(science={"special": [orient_range(94, 96)]})
    (ends,) = ends_of(turned, 2)
    assert ends == (REGARD, ("linked-observation", "angles of observation 1", 1))


def test_an_orient_link_is_named() -> None:
    linked = pair(
        science={"special": [orient_range(100, 101)]}, links=[orient_from_link(2, 1, -6, 0)]
    )
    (ends,) = ends_of(linked, 2)
    assert ends == (REGARD, ("orient-link", "position angle link", None))


def test_stored_windows_are_those_of_the_visit_planner() -> None:
    pointing = Pointing(*primary_aperture("ALL").reference)
    seen = computed_visibility("", *FIELD, pointing=pointing, start=CYCLE_5[0], end=CYCLE_5[1])
    document = proposal(
        targets=[target(1)], observations=[mrs(1, raw=planned(seen, CYCLE_5, observation=1))]
    )
    assert {end[0] for ends in ends_of(document) for end in ends} == {"visit-planner"}


def test_no_window_has_no_ends() -> None:
    assert ends_of(asking(before_date("01-OCT-2026"))) == []


def test_a_position_has_the_ends_of_the_telescope_and_the_window() -> None:
    pointing = Pointing(*primary_aperture("ALL").reference)
    window = ObservingWindow(start=datetime(2026, 12, 1), end=CYCLE_5[1], origin="now on")
    seen = computed_visibility("", *FIELD, pointing=pointing, start=window.start, end=window.end)
    found = ends_of_regard(seen, window)
    assert [[end.words for end in ends] for ends in found] == [
        ["now on", "field of regard"],
        ["field of regard", "field of regard"],
    ]
