"""The light of blank sky in an MRS field."""

from __future__ import annotations

import pytest

from aptcheck.observatory.background_light import background_mjy_per_sr
from aptcheck.observatory.sensitivity import mrs_bands


@pytest.mark.parametrize(("wavelength", "level"), [(5.0, 0.5), (9.9, 11.8), (23.5, 518)])
def test_the_table_is_met_at_its_own_wavelengths(wavelength, level):
    assert background_mjy_per_sr(wavelength) == pytest.approx(level)


def test_between_and_beyond_the_table_the_sky_brightens_with_wavelength():
    levels = [background_mjy_per_sr(band.wavelength_um) for band in mrs_bands().values()]
    assert levels == sorted(levels)
    assert 41 < background_mjy_per_sr(19.29) < 518 < background_mjy_per_sr(26.22) < 1500
