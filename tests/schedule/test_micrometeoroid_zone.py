from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aptcheck.schedule.field_of_regard import computed_visibility
from aptcheck.schedule.micrometeoroid_zone import in_zone, is_within_zone
from aptcheck.schedule.roll import Pointing
from aptcheck.schedule.spans import Span, as_datetime, total_days

YEAR: list[Span] = [(61222.0, 61587.0)]


def off_motion(mjd: float, ra_deg: float, dec_deg: float) -> float:
    """Return the angle from the Earth's motion about the Sun, degrees, as astropy has it."""
    from astropy.coordinates import SkyCoord, get_body_barycentric_posvel
    from astropy.time import Time

    time = Time(mjd, format="mjd", scale="utc")
    (_, earth), (_, sun) = (get_body_barycentric_posvel(name, time) for name in ("earth", "sun"))
    motion = (earth - sun).xyz.to_value("km/s")
    place = SkyCoord(ra_deg, dec_deg, unit="deg").cartesian.xyz.value
    return float(np.degrees(np.arccos(motion @ place / np.linalg.norm(motion))))


@settings(max_examples=20, deadline=None)
@given(ra=st.floats(0, 360), dec=st.floats(-90, 90), half_angle=st.sampled_from([60.0, 75.0]))
def test_the_zone_is_a_cone_about_the_motion_that_astropy_has(ra, dec, half_angle):
    spans = in_zone(YEAR, ra, dec, half_angle)
    edges = [at for span in spans for at in span if at not in YEAR[0]]
    assert [off_motion(at, ra, dec) for at in edges] == pytest.approx(
        [half_angle] * len(edges), abs=0.02
    )
    for at in np.linspace(61223, 61586, 7):
        off = off_motion(float(at), ra, dec)
        if abs(off - half_angle) > 0.1:
            assert any(start <= at <= end for start, end in spans) == (off < half_angle)


def test_jwst_moves_to_where_the_sun_is_less_a_quarter_turn():
    # at the September equinox of 2026 the Sun is at longitude 180: the motion is towards 90
    equinox = 61306.0
    day = [(equinox, equinox)]
    assert in_zone(day, 90.0, 23.4, 3.0) == tuple(day)
    assert in_zone(day, 270.0, -23.4) == ()


def test_one_window_of_a_target_by_the_ecliptic_is_in_the_zone_and_the_other_outside():
    seen = computed_visibility(
        "M33",
        23.5,
        30.52,
        pointing=Pointing(-503.3, -318.9),
        start=as_datetime(YEAR[0][0]),
        end=as_datetime(YEAR[0][1]),
    )
    summer, winter = seen.spans
    assert in_zone(seen.spans, 23.5, 30.52) == (summer,)
    assert is_within_zone([summer], 23.5, 30.52)
    assert not is_within_zone([winter], 23.5, 30.52)
    assert not is_within_zone(seen.spans, 23.5, 30.52)


def test_the_ecliptic_poles_are_never_in_the_zone():
    assert in_zone(YEAR, 270.0, 66.56) == ()


def test_a_day_in_doubt_is_not_a_date_outside():
    ((start, end),) = in_zone(YEAR, 150.0, 40.0)
    assert total_days([(start, end)]) < 365
    assert is_within_zone([(start, end + 0.5)], 150.0, 40.0)
    assert not is_within_zone([(start, end + 1.5)], 150.0, 40.0)
    assert not is_within_zone([(end + 0.1, end + 0.5)], 150.0, 40.0)
    assert not is_within_zone([], 150.0, 40.0)
