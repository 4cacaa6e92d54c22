from __future__ import annotations

from dataclasses import replace

import pytest

from aptcheck.geometry.angles import AngleSet
from aptcheck.testing import mrs, orient_range, proposal, target
from tests.reading import observations_of
from tests.schedule.window import swept


def whole(*special: str):
    return swept(proposal(targets=[target(1)], observations=[mrs(1, special=special)]), 1)


def test_angles_to_avoid_and_clean_ones_make_up_the_allowed() -> None:
    field = replace(whole(), allowed=AngleSet.of([(350, 20), (90, 110)]))
    angles = field.split(AngleSet.of([(10, 95), (200, 210)])).v3
    assert angles.frame == "V3PA"
    assert angles.allowed == ((0.0, 20.0), (90.0, 110.0), (350.0, 360.0))
    assert angles.avoid == ((10.0, 20.0), (90.0, 95.0))
    assert angles.clean == ((0.0, 10.0), (95.0, 110.0), (350.0, 360.0))


def test_angles_for_a_finding_are_exact() -> None:
    allowed = AngleSet.of([(350 + 1 / 7, 10 + 1 / 3), (100 + 1 / 9, 100 + 1 / 9)])
    avoid = AngleSet.between(5 + 1 / 3, 6 + 2 / 3)
    field = replace(whole(), allowed=allowed)
    angles = field.split(avoid).v3
    assert angles.allowed == allowed.intervals
    assert angles.avoid == avoid.intervals
    assert angles.clean == field.clean(avoid).intervals


def test_the_mrs_has_equal_angles_and_the_imager_turned_ones() -> None:
    avoid = AngleSet.of([(10, 95)])
    field = replace(whole(), allowed=AngleSet.of([(350 + 1 / 7, 10 + 1 / 3)]))
    assert field.split(avoid).aperture.clean == field.split(avoid).v3.clean
    field = replace(whole(), allowed=AngleSet.of([(350, 20), (90, 110)]))
    same = field.split(avoid)
    assert (same.aperture.frame, same.aperture.aperture) == ("Aperture PA", "MIRIFU_CHANNEL1A")
    for name in ("allowed", "avoid", "clean"):
        assert getattr(same.aperture, name) == getattr(same.v3, name)
    (imaging,) = observations_of(mrs(1, primary="IMAGER"))
    turned = replace(field, observation=imaging).split(avoid)
    assert turned.v3 == same.v3
    assert turned.aperture.aperture == "MIRIM_FULL"
    assert [(round(a, 3), round(b, 3)) for a, b in turned.aperture.allowed] == [
        (0.0, 24.835),
        (94.835, 114.835),
        (354.835, 360.0),
    ]
    parts = AngleSet.of((*turned.aperture.avoid, *turned.aperture.clean))
    every = AngleSet.of(turned.aperture.allowed)
    assert parts.difference(every.widened(1e-9)).is_empty
    assert every.difference(parts.widened(1e-9)).is_empty


def test_the_fraction_clean_is_of_the_allowed_angles() -> None:
    field = replace(whole(), allowed=AngleSet.between(90, 110))
    assert field.clean_fraction(AngleSet.between(0, 95)) == pytest.approx(0.75)
    assert field.clean_fraction(AngleSet.empty()) == 1.0
    assert field.clean_fraction(AngleSet.full()) == 0.0


def test_a_single_allowed_angle_is_clean_or_not() -> None:
    field = whole(orient_range(100, 100))
    assert field.clean_fraction(AngleSet.between(99, 101)) == 0.0
    assert field.clean_fraction(AngleSet.between(101, 102)) == 1.0


def test_clean_days_are_those_on_which_a_clean_angle_can_be_had() -> None:
    field = whole()
    assert field.visibility is not None
    every, none = field.clean_days(AngleSet.empty()), field.clean_days(AngleSet.full())
    assert every == pytest.approx(field.visibility.days)
    assert none == 0
    spring = AngleSet.between(0, 180)
    (window,) = field.dates(spring)
    assert field.clean_days(spring) == pytest.approx(
        every - (window[1] - window[0]).total_seconds() / 86_400, abs=1e-3
    )


def test_where_visibility_is_not_known_there_are_no_dates() -> None:
    field = replace(whole(), visibility=None, unknown="Nobody knows.")
    assert field.dates(AngleSet.full()) == ()
    assert field.clean_days(AngleSet.empty()) is None


def test_dates_without_an_angle_and_with_one_make_up_the_windows() -> None:
    field = whole()
    assert field.visibility is not None
    spring = AngleSet.between(0, 180)
    summed = sum(
        (end - start).total_seconds() / 86_400
        for start, end in (*field.dates(spring), *field.dates_without(spring))
    )
    assert summed == pytest.approx(field.visibility.days, abs=1e-3)
    assert field.dates_without(AngleSet.full()) == ()
    assert field.dates_without(AngleSet.empty()) == field.visibility.windows


def test_of_two_angles_asked_for_one_is_missing_at_the_dates_of_the_other() -> None:
    low, high = (sum(arc) / 2 for arc in whole().allowed.arcs)
    field = whole(orient_range(low, low), orient_range(high, high))
    (missing,) = field.dates_without(AngleSet.between(low, low))
    assert field.dates(AngleSet.between(high, high)) == (missing,)
