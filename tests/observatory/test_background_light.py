"""The light of blank sky."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest

from aptcheck.observatory.background_light import ECLIPTIC_POLE_DEG, background_mjy_per_sr
from aptcheck.observatory.sensitivity import mrs_bands

#: At the middle of each band: STScI's thermal curve v4.0, June 2024, plus the zodiacal light below,
#: MJy/sr.
_THERMAL = {
    "1A": 0.205,
    "1B": 0.489,
    "1C": 0.979,
    "2A": 1.683,
    "2B": 2.764,
    "2C": 4.517,
    "3A": 8.328,
    "3B": 19.02,
    "3C": 46.35,
    "4A": 128.9,
    "4B": 391.0,
    "4C": 1171.0,
}


def zodiacal_minimum(wavelength_um: float) -> float:
    """Return 4.3e-8 of a grey body of 270 K (Glasse et al. 2015, PASP 127, 686), MJy/sr."""
    hertz = 2.99792458e14 / wavelength_um
    watt = 2 * 6.62607e-34 * hertz**3 / 2.99792458e8**2 / math.expm1(14387.77 / wavelength_um / 270)
    return 4.3e-8 * watt * 1e20


@pytest.mark.parametrize(("band", "thermal"), _THERMAL.items())
def test_every_band_is_within_15_per_cent_of_another_model_of_the_zodiacal_light(band, thermal):
    wavelength = mrs_bands()[band].wavelength_um
    expected = thermal + 1.2 * zodiacal_minimum(wavelength)
    assert background_mjy_per_sr(wavelength) == pytest.approx(expected, rel=0.15)


@pytest.mark.parametrize(("wavelength", "level"), [(18.0, 99.0), (21.0, 257.0)])
def test_between_12_and_24_micron_the_sky_brightens_as_it_should(wavelength, level):
    assert background_mjy_per_sr(wavelength) == pytest.approx(level, rel=0.05)


def test_between_and_beyond_the_table_the_sky_brightens_with_wavelength():
    steps = [4.9 + 0.1 * n for n in range(240)]
    levels = [background_mjy_per_sr(wavelength) for wavelength in steps]
    assert levels == sorted(levels)


@pytest.mark.parametrize(("latitude", "ratio"), [(0, 2.10), (10, 1.95), (25, 1.525), (-60, 1.04)])
def test_zodiacal_light_alone_grows_toward_the_ecliptic(latitude, ratio):
    more = background_mjy_per_sr(18.0, latitude) - background_mjy_per_sr(18.0)
    assert more == pytest.approx((ratio - 1) * 23.2, abs=0.01)


def test_an_unknown_place_is_where_the_sky_is_darkest():
    levels = [background_mjy_per_sr(10.0, latitude) for latitude in range(-90, 91, 5)]
    assert background_mjy_per_sr(10.0) == min(levels) == levels[0] == levels[-1]
    assert background_mjy_per_sr(10.0, ECLIPTIC_POLE_DEG) == levels[0]


def test_at_12_micron_pole_and_ecliptic_are_as_bright_as_cobe_saw_them():
    # DIRBE: 11 to 14 MJy/sr at the pole and 25 to 40 on the ecliptic (Kelsall et al. 1998)
    zodiacal = [background_mjy_per_sr(12.0, latitude) - 6.86 for latitude in (90, 0)]
    assert 11 < zodiacal[0] < 15
    assert 25 < zodiacal[1] < 40


#: Zodiacal and thermal light of STScI's backgrounds tool, at wavelengths in its table, MJy/sr.
_SHORT = {0.8: (0.2228, 0.0), 2.0: (0.112, 0.0), 3.4: (0.0484, 0.0033), 5.0: (0.345, 0.1314)}


@pytest.mark.parametrize("wavelength", _SHORT)
def test_below_5_micron_it_is_sunlight_that_the_dust_scatters_and_then_its_heat(wavelength):
    zodiacal, thermal = _SHORT[wavelength]
    assert background_mjy_per_sr(wavelength) == pytest.approx(zodiacal + thermal, rel=0.01)
    more = background_mjy_per_sr(wavelength, 0) - background_mjy_per_sr(wavelength)
    assert more == pytest.approx(1.1 * zodiacal, rel=0.01)


def test_the_sky_is_darkest_at_3_to_4_micron_and_nowhere_without_light():
    steps = [0.5 + 0.01 * n for n in range(600)]
    levels = {wavelength: background_mjy_per_sr(wavelength) for wavelength in steps}
    assert 3.0 < min(levels, key=levels.__getitem__) < 4.0
    assert all(0.04 < level < 3.0 for level in levels.values())


def test_the_table_has_no_jump():
    steps = [0.6 * 1.01**n for n in range(390)]
    levels = [background_mjy_per_sr(wavelength) for wavelength in steps]
    for one, other in pairwise(levels):
        assert 0.9 < other / one < 1.13
