"""The table of wings compared with an image that poppy makes by another transform."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from aptcheck.observatory.sensitivity import mrs_bands
from aptcheck.observatory.wings import mrs_field_means, mrs_wings

poppy = pytest.importorskip("poppy", reason="poppy is an oracle, installed with the extra `oracle`")


RECTANGLE = {"1C": (3.2, 3.7), "2A": (4.0, 4.8)}  # arcsec, as JDox gives the fields


def optics(npix: int):
    """Return the telescope without wavefront error, which hardly affects the wings."""
    telescope = poppy.OpticalSystem(npix=npix, oversample=1)
    mirror = poppy.MultiHexagonAperture(rings=2, flattoflat=1.32, gap=0.007)
    struts = poppy.AsymmetricSecondaryObscuration(
        secondary_radius=0.37, support_angle=[0, 150, 210], support_width=0.11
    )
    telescope.add_pupil(poppy.CompoundAnalyticOptic([mirror, struts]))
    return telescope


def imaged(band: str, pixel: float, side: float):
    """Return the image of a star in a band, and the arcsec of its pixels."""
    known = mrs_bands()[band]
    half = known.longest_um - known.wavelength_um
    waves = 1e-6 * np.linspace(known.wavelength_um - half, known.longest_um, 5)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        telescope = optics(1024)
        telescope.add_detector(pixelscale=pixel, fov_arcsec=side)
        return telescope.calc_psf(source={"wavelengths": waves, "weights": np.ones(5) / 5})


@pytest.fixture(scope="module")
def image():
    """Return radius, brightness and encircled light of a star in 2A, to 14 arcsec."""
    made = imaged("2A", 0.04, 28.0)
    radius, brightness, encircled = poppy.radial_profile(made, ee=True, binsize=0.4)
    return radius, brightness / made[0].header["PIXELSCL"] ** 2, encircled


@pytest.mark.parametrize("band", sorted(RECTANGLE))
def test_a_field_holds_as_much_of_the_light_of_a_star_outside_it(band):
    """Sum the image over the field, its long side facing the star, all around the star."""
    pixel = 0.12
    made = imaged(band, pixel, 90.0)
    light = made[0].data / pixel**2
    middle = (light.shape[0] - 1) / 2
    deep, long = RECTANGLE[band]
    x, y = np.meshgrid(np.arange(pixel / 2, deep, pixel), np.arange(-long / 2, long / 2, pixel))
    wings = mrs_wings()[band]
    for distance in (3.0, 10.0, 20.0, 35.0):
        means = []
        for turn in np.radians(np.arange(0.0, 360.0, 5.0)):
            east = (distance + x) * np.cos(turn) - y * np.sin(turn)
            north = (distance + x) * np.sin(turn) + y * np.cos(turn)
            at = np.rint(np.stack([north, east]) / pixel + middle).astype(int)
            means.append(light[at[0], at[1]].mean())
        ours = np.interp(distance, wings.radius_arcsec, mrs_field_means()[band])
        assert ours == pytest.approx(np.mean(means), rel=0.2)


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
