"""What a band of the MRS sees."""

from __future__ import annotations

import pytest

from aptcheck.modes.mrs.band_limits import band_limit, blank_sky_ujy, fwhm_arcsec
from aptcheck.modes.mrs.settings import BANDS


def test_the_field_of_channel_2_collects_a_few_millijansky():
    # 4.0 x 4.8 arcsec of 6.5 MJy/sr at 8.15 micron, 2.35e-11 sr per square arcsec
    assert blank_sky_ujy("2A") == pytest.approx(4.0 * 4.8 * 2.35e-11 * 6.3e12, rel=0.1)


def test_a_star_is_widest_at_the_longest_wavelength():
    widths = [fwhm_arcsec(band) for band in BANDS]
    assert widths == sorted(widths)
    # 27.9 micron: 0.033 x 27.9 + 0.106 (Law et al. 2023)
    assert widths[-1] == pytest.approx(1.027, abs=0.001)


@pytest.mark.parametrize("seconds", [None, 0.0])
def test_an_unknown_exposure_time_is_assumed_to_be_ten_thousand_seconds(seconds):
    known = band_limit("1A", seconds).sensitivity
    assert known.assumed
    assert known.seconds == 10_000
    assert not band_limit("1A", 10_000.0).sensitivity.assumed
    assert band_limit("1A", 2_500.0).sensitivity.ujy == pytest.approx(2 * known.ujy)


def test_only_channel_1_is_too_dark_to_compare_with():
    assert [band for band in BANDS if band_limit(band, None).is_dark] == ["1A", "1B", "1C"]
    assert not any(band_limit(band, None).has_sources for band in BANDS)
