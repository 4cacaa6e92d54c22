"""The dates that a proposer allows, and whether two observations share one."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from aptcheck.model import DateBound, Requirements
from aptcheck.model.dates import date_windows, share_a_date

START = datetime(2026, 7, 1)


def day(number):
    return START + timedelta(days=number)


def dates(*bounds):
    return Requirements(
        dates=tuple(
            DateBound(
                after=None if after is None else day(after),
                before=None if before is None else day(before),
            )
            for after, before in bounds
        )
    )


bounds = st.lists(
    st.tuples(st.none() | st.integers(0, 40), st.none() | st.integers(0, 40)).filter(any),
    max_size=4,
)


def allowed(requirements, moment):
    """Decide only from the wording of the JDox page whether a moment is allowed."""
    between = [b for b in requirements.dates if b.after is not None and b.before is not None]
    after = [b.after for b in requirements.dates if b.before is None]
    before = [b.before for b in requirements.dates if b.after is None]
    return (
        (not between or any(b.after <= moment < b.before for b in between))
        and all(moment >= a for a in after)
        and all(moment < b for b in before)
    )


@given(bounds)
def test_the_windows_hold_every_allowed_day_and_no_other(chosen):
    requirements = dates(*chosen)
    windows = date_windows(requirements)
    for number in range(-1, 42):
        moment = day(number) + timedelta(hours=12)
        assert any(start <= moment < end for start, end in windows) is allowed(requirements, moment)


@given(bounds, bounds)
def test_two_share_a_date_where_some_day_suits_both(one, other):
    halves = [day(number) + timedelta(hours=12) for number in range(-1, 42)]
    common = any(allowed(dates(*one), d) and allowed(dates(*other), d) for d in halves)
    windows = date_windows(dates(*one)), date_windows(dates(*other))
    assert share_a_date(*windows) is share_a_date(*reversed(windows)) is common


def test_without_dates_any_time_is_allowed():
    assert date_windows(Requirements()) == ((datetime.min, datetime.max),)


def test_several_between_are_alternatives():
    assert date_windows(dates((20, 30), (0, 10))) == ((day(0), day(10)), (day(20), day(30)))


def test_before_and_after_narrow_a_between():
    assert date_windows(dates((0, 30), (10, None), (None, 20))) == ((day(10), day(20)),)


def test_dates_that_exclude_each_other_leave_nothing():
    assert date_windows(dates((10, None), (None, 5))) == ()
    assert not share_a_date((), date_windows(Requirements()))


def test_windows_that_only_touch_share_no_date():
    assert not share_a_date(date_windows(dates((None, 10))), date_windows(dates((10, None))))
