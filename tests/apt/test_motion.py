from __future__ import annotations

import numpy as np
import pytest
from astropy import units as u
from astropy.coordinates import Angle

from aptcheck.apt.motion import dec_mas_per_year, ra_mas_per_year


@pytest.mark.parametrize("dec", [0.0, 45.0, -60.5, 89.9])
def test_seconds_of_time_become_true_arc(dec: float) -> None:
    value = 4.557467349857918e-5
    expected = Angle(value, u.hourangle / 3600).to_value(u.mas) * np.cos(np.radians(dec))
    assert ra_mas_per_year(value, "sec of time/yr", dec) == pytest.approx(expected, rel=1e-12)


def test_arc_units_hold_the_cosine_already() -> None:
    assert ra_mas_per_year(200.94, "mas/yr", 38.78) == 200.94
    assert ra_mas_per_year(0.2, "arcsec/yr", 38.78) == pytest.approx(200)
    assert dec_mas_per_year(286.23, "mas/yr") == 286.23
    assert dec_mas_per_year(-0.5, " Arcsec/yr ") == -500


@pytest.mark.parametrize("unit", ["", "furlong/fortnight", "mas"])
def test_an_unknown_unit_gives_no_motion(unit: str) -> None:
    assert ra_mas_per_year(1, unit, 0) is None
    assert dec_mas_per_year(1, unit) is None


def test_seconds_of_time_need_a_declination_and_are_none_of_declination() -> None:
    assert ra_mas_per_year(1, "sec of time/yr", None) is None
    assert dec_mas_per_year(1, "sec of time/yr") is None
