"""The table of wings against an image that poppy itself makes, by another transform."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from aptcheck.observatory.wings import mrs_wings

poppy = pytest.importorskip("poppy", reason="poppy is an oracle, installed with the extra `oracle`")


@pytest.fixture(scope="module")
def image():
    """Return radius, brightness and encircled light of a star at 8.15 micron, to 14 arcsec."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        telescope = poppy.OpticalSystem(npix=1024)
        mirror = poppy.MultiHexagonAperture(rings=2, flattoflat=1.32, gap=0.007)
        struts = poppy.AsymmetricSecondaryObscuration(
            secondary_radius=0.37, support_angle=[0, 150, 210], support_width=0.11
        )
        telescope.add_pupil(poppy.CompoundAnalyticOptic([mirror, struts]))
        telescope.add_detector(pixelscale=0.08, fov_arcsec=28.0)
        waves = np.linspace(7.53e-6, 8.77e-6, 5)
        made = telescope.calc_psf(source={"wavelengths": waves, "weights": np.ones(5) / 5})
        radius, brightness, encircled = poppy.radial_profile(made, ee=True, binsize=0.4)
    return radius, brightness / made[0].header["PIXELSCL"] ** 2, encircled


def test_the_wings_are_as_bright_as_in_an_image_by_a_matrix_transform(image):
    radius, brightness, _ = image
    wings = mrs_wings()["2A"]
    ratios = [
        light / np.interp(at, radius, brightness)
        for at, light in zip(wings.radius_arcsec, wings.brightness, strict=True)
        if 1.5 <= at <= 13
    ]
    assert np.median(ratios) == pytest.approx(1.0, abs=0.1)
    assert max(ratios) < 1.5
    assert min(ratios) > 0.6


def test_as_much_light_is_within_a_few_arcsec(image):
    radius, _, encircled = image
    wings = mrs_wings()["2A"]
    for at in (2.0, 4.0, 8.0):
        ours = np.interp(at, wings.radius_arcsec, wings.encircled)
        assert ours == pytest.approx(np.interp(at, radius, encircled), abs=0.02)
