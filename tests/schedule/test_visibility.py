"""Windows and angles of computed visibility, against sampling and against each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aptcheck.errors import UsageError
from aptcheck.geometry.angles import AngleSet
from aptcheck.schedule.field_of_regard import computed_visibility
from aptcheck.schedule.roll import Pointing, sun_angles
from aptcheck.schedule.spans import as_datetime, as_mjd

MRS = Pointing(-503.3406, -318.864)
START, END = datetime(2026, 7, 1), datetime(2027, 7, 1)


def visible(ra, dec, *, start=START, end=END, **more):
    return computed_visibility("T", ra, dec, pointing=MRS, start=start, end=end, **more)


def sampled(visibility, inside, step=0.02):
    """Return which instants fall in the windows and pass a test on (lo, hi): the brute way."""
    times = np.arange(as_mjd(START), as_mjd(END), step)
    within = np.zeros(len(times), dtype=bool)
    for start, end in visibility.spans:
        within |= (times >= start) & (times <= end)
    lo, hi = visibility.limits(times)
    return times, within & np.array([inside(a, b) for a, b in zip(lo, hi, strict=True)])


def assert_same_dates(spans, times, wanted, step=0.02):
    found = np.zeros(len(times), dtype=bool)
    for start, end in spans:
        found |= (times >= start) & (times <= end)
    for at in np.flatnonzero(found != wanted):
        edges = [abs(times[at] - edge) for span in spans for edge in span]
        assert min(edges, default=np.inf) <= step


def test_an_ordinary_target_has_two_windows_a_year():
    visibility = visible(23.5, 30.52)
    assert len(visibility.windows) == 2
    assert 45 < visibility.windows[0][1].timetuple().tm_yday - 202 < 60
    assert visibility.origin == "computed"


def test_windows_open_and_close_at_the_sun_angles_of_the_aperture():
    visibility = visible(23.5, 30.52)
    near, far = sun_angles(MRS)
    for span in visibility.spans:
        edges = np.degrees(np.arccos(visibility.limits.cos_sun(np.array(span))))
        assert sorted(edges) == pytest.approx([near, far], abs=1e-5)


def test_samples_are_the_ends_and_each_midnight():
    visibility = visible(23.5, 30.52)
    first, second = visibility.samples[:2]
    assert first.time == visibility.windows[0][0]
    assert (second.time.hour, second.time.minute) == (0, 0)
    assert all(0 <= s.lo < 360 and 5 < s.hi - s.lo < 16 for s in visibility.samples)


def test_a_target_in_the_continuous_viewing_zone_is_always_visible_and_takes_every_angle():
    visibility = visible(270.0, 66.56)
    assert visibility.windows == ((START, END),)
    assert visibility.allowed.is_full
    assert any(sample.hi > 360 for sample in visibility.samples)


@pytest.mark.parametrize(("ra", "dec"), [(0, 90), (123, 90), (0, -90), (77, -90)])
def test_a_target_at_a_pole_has_the_same_dates_whatever_its_right_ascension(ra, dec):
    here, zero = visible(ra, dec), visible(0, dec)
    assert here.windows == zero.windows
    at = np.array([zero.spans[0][0]])
    # north at the pole is where the right ascension says, and nothing else changes
    turn = here.limits(at)[0] - zero.limits(at)[0] - np.sign(dec) * ra
    assert np.cos(np.radians(turn)) == pytest.approx(1.0, abs=1e-12)


def test_angles_at_declination_85_turn_with_the_right_ascension():
    """Near a pole V3PA changes by a degree a day, all in one long window across the new year."""
    visibility = visible(150.0, 85.0)
    assert len(visibility.windows) == 1
    start, end = visibility.windows[0]
    assert (start.year, end.year) == (2026, 2027)
    ((low, high),) = visibility.allowed.arcs
    assert high - low == pytest.approx(207.7, abs=1.0)


def test_a_window_across_the_new_year_is_one_window():
    visibility = visible(23.5, 30.52)
    assert any(start.year == 2026 and end.year == 2027 for start, end in visibility.windows)
    parts = [
        visible(23.5, 30.52, end=datetime(2027, 1, 1)),
        visible(23.5, 30.52, start=datetime(2027, 1, 1)),
    ]
    assert sum(part.days for part in parts) == pytest.approx(visibility.days, abs=1e-6)


def test_the_limits_do_not_depend_on_the_dates_asked_for():
    at = np.array([as_mjd(datetime(2026, 12, 20, 7))])
    whole, part = visible(23.5, 30.52), visible(23.5, 30.52, start=datetime(2026, 12, 1))
    assert np.ravel(whole.limits(at)) == pytest.approx(np.ravel(part.limits(at)), abs=1e-7)


def test_a_longer_visit_closes_earlier_and_has_fewer_angles():
    instant, long = visible(150.0, 85.0), visible(150.0, 85.0, duration=timedelta(hours=12))
    assert long.spans[0][0] == pytest.approx(instant.spans[0][0], abs=1e-5)
    assert instant.spans[0][1] - long.spans[0][1] == pytest.approx(0.5, abs=1e-5)
    at = np.array([as_mjd(datetime(2027, 1, 1))])
    assert long.limits(at)[0][0] == pytest.approx(instant.limits(at)[0][0], abs=1e-6)
    later = instant.limits(at + 0.5)[1][0]
    assert long.limits(at)[1][0] == pytest.approx(later, abs=1e-6)


def test_a_visit_that_no_angle_survives_has_no_window():
    assert visible(150.0, 85.0).days > 200
    assert visible(0.0, 90.0, duration=timedelta(days=20)).windows == ()


def test_allowed_angles_hold_every_sample_and_nothing_far_from_one():
    visibility = visible(83.6, -5.4)
    times = np.concatenate([np.arange(start, end, 0.01) for start, end in visibility.spans])
    lo, hi = visibility.limits(times)
    allowed = visibility.allowed
    for low, high in zip(lo[::37], hi[::37], strict=True):
        assert AngleSet.between(low + 1e-4, high - 1e-4).difference(allowed).total < 1e-9
    seen = AngleSet.of(zip(lo - 0.01, hi + 0.01, strict=True))
    assert allowed.difference(seen).is_empty


@settings(max_examples=25, deadline=None)
@given(st.floats(0, 360), st.floats(-90, 90), st.floats(0, 360), st.floats(0.0, 200.0))
def test_dates_for_angles_agree_with_sampling(ra, dec, low, width):
    visibility = visible(ra, dec)
    angles = AngleSet.between(low, low + width)

    def inside(lo, hi):
        start = (lo - low) % 360.0
        return start <= width or start + (hi - lo) >= 360.0

    times, wanted = sampled(visibility, inside)
    assert_same_dates(visibility.spans_for(angles), times, wanted)


def test_dates_for_every_angle_are_the_windows():
    visibility = visible(23.5, 30.52)
    assert visibility.dates_for(AngleSet.full()) == visibility.windows
    assert visibility.dates_for(AngleSet.empty()) == ()


def test_a_single_angle_is_reached_for_some_days():
    ((start, end),) = visible(150.0, 85.0).dates_for(AngleSet.between(200, 200))
    assert 6 < (end - start).days < 15


def test_restricting_angles_and_dates_narrows_both():
    visibility = visible(150.0, 85.0)
    angles = AngleSet.between(200, 210)
    left = visibility.restricted(angles, [(datetime(2026, 9, 1), datetime(2027, 2, 1))])
    assert left.allowed.difference(angles).is_empty
    assert left.windows[-1][1] <= datetime(2027, 2, 1)
    assert (
        left.spans
        == visibility.restricted(angles)
        .restricted(None, [(datetime(2026, 9, 1), datetime(2027, 2, 1))])
        .spans
    )
    assert visibility.restricted() == visibility


def test_a_range_the_telescope_never_reaches_leaves_nothing():
    left = visible(150.0, 85.0).restricted(AngleSet.between(0, 90))
    assert (left.windows, left.samples, left.days) == ((), (), 0)
    assert left.allowed.is_empty


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"start": END, "end": START}, "ends .* before it starts"),
        ({"start": START, "end": START}, "before it starts"),
        ({"start": datetime(1900, 1, 1)}, "between 2000 and 2099"),
        ({"end": datetime(2090, 1, 1)}, "20 years at most"),
        ({"duration": timedelta(days=-1)}, "no visit lasts"),
        ({"duration": timedelta(days=40)}, "no visit lasts"),
    ],
)
def test_wrong_dates_are_refused_in_one_sentence(change, message):
    with pytest.raises(UsageError, match=message):
        visible(10, 10, **change)


@pytest.mark.parametrize(("ra", "dec"), [(float("nan"), 0), (0, 91), (float("inf"), 0)])
def test_no_such_position(ra, dec):
    with pytest.raises(UsageError, match="position"):
        visible(ra, dec)


def test_dates_are_rounded_to_the_second():
    visibility = replace(visible(10, 10), spans=((61000.123456789, 61001.0),))
    assert visibility.windows[0] == (as_datetime(61000.123456789), datetime(2025, 11, 22))
    assert visibility.windows[0][0].microsecond == 0
