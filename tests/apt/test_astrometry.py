from __future__ import annotations

import numpy as np
import pytest
from astropy import units as u
from astropy.coordinates import Angle, SkyCoord
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.apt.astrometry import dec_mas_per_year, equatorial_deg, ra_mas_per_year

MINUTES = st.integers(0, 59)


@given(
    st.integers(0, 23),
    MINUTES,
    st.floats(0, 59.9999),
    st.sampled_from("+-"),
    st.integers(0, 89),
    MINUTES,
    st.floats(0, 59.99),
)
def test_positions_agree_with_astropy(
    hours: int, ra_min: int, ra_sec: float, sign: str, degrees: int, dec_min: int, dec_sec: float
) -> None:
    text = f"{hours:02d} {ra_min:02d} {ra_sec:.4f} {sign}{degrees:02d} {dec_min:02d} {dec_sec:.2f}"
    if "60.0" in text:
        return
    oracle = SkyCoord(text, unit=("hourangle", "deg"))
    ours = equatorial_deg(text)
    assert ours is not None
    assert ours[0] == pytest.approx(oracle.ra.deg, abs=1e-10)
    assert ours[1] == pytest.approx(oracle.dec.deg, abs=1e-10)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("16 20 0.0000 -03 04 5.00", (245.0, -(3 + 4 / 60 + 5 / 3600))),
        ("00 00 0.0000 -00 00 36.00", (0.0, -0.01)),
        (" 12 00 0 +90 00 0 ", (180.0, 90.0)),
        ("12:00:00.0 45:00:00", (180.0, 45.0)),
    ],
)
def test_unpadded_seconds_and_a_sign_on_zero_are_read(
    text: str, expected: tuple[float, float]
) -> None:
    assert equatorial_deg(text) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "245.0 -3.1",
        "24 00 0.0 +00 00 0.0",
        "12 60 0.0 +00 00 0.0",
        "12 00 60.0 +00 00 0.0",
        "12 00 0.0 +00 00 60.0",
        "12 00 0.0 +90 00 0.1",
        "12 00 0.0 +91 00 0.0",
        "12 00 0.0",
        "nan nan nan +nan nan nan",
        "12 00 0.0 +00 00 0.0 extra",
        "-12 00 0.0 +00 00 0.0",
        "12 00 0.0 +00 00 " + "0" * 200,
    ],
)
def test_other_formats_are_not_guessed(text: str) -> None:
    assert equatorial_deg(text) is None


@given(st.text(max_size=150))
def test_any_text_gives_a_position_or_none(text: str) -> None:
    position = equatorial_deg(text)
    assert position is None or (0 <= position[0] < 360 and -90 <= position[1] <= 90)


@pytest.mark.parametrize("dec", [0.0, 45.0, -60.5, 89.9])
def test_seconds_of_time_become_true_arc(dec: float) -> None:
    value = 4.557467349857918e-5
    expected = Angle(value, u.hourangle / 3600).to_value(u.mas) * np.cos(np.radians(dec))
    assert ra_mas_per_year(value, "sec of time/yr", dec) == pytest.approx(expected, rel=1e-12)


def test_arc_units_already_include_the_cosine() -> None:
    assert ra_mas_per_year(200.94, "mas/yr", 38.78) == 200.94
    assert ra_mas_per_year(0.2, "arcsec/yr", 38.78) == pytest.approx(200)
    assert dec_mas_per_year(286.23, "mas/yr") == 286.23
    assert dec_mas_per_year(-0.5, " Arcsec/yr ") == -500


@pytest.mark.parametrize("unit", ["", "furlong/fortnight", "mas"])
def test_an_unknown_unit_gives_no_motion(unit: str) -> None:
    assert ra_mas_per_year(1, unit, 0) is None
    assert dec_mas_per_year(1, unit) is None


def test_seconds_of_time_need_a_declination_and_are_no_unit_of_declination() -> None:
    assert ra_mas_per_year(1, "sec of time/yr", None) is None
    assert dec_mas_per_year(1, "sec of time/yr") is None
