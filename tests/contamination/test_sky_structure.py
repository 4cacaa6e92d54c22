"""Structure against noise: how often noise alone is taken for it, and what is found."""

from __future__ import annotations

import numpy as np
import pytest
from astropy.stats import gaussian_fwhm_to_sigma
from hypothesis import given, settings
from hypothesis import strategies as st

from aptcheck.contamination.sky_structure import (
    STRUCTURE_LIMIT,
    Structure,
    structure_in,
    surroundings_arcsec,
)
from tests.contamination.skies_of_noise import (
    PIXEL,
    REACH,
    W3,
    W4,
    Image,
    blob,
    noise,
    offsets,
    size,
)

SEEDS = range(20)


def found(image: Image, fwhm: float = W3) -> Structure:
    return structure_in(image, PIXEL, REACH, fwhm)


def share_seen(light: Image, seeds: range = SEEDS) -> float:
    """Return in which share of images of noise with that light in them structure is seen."""
    return float(np.mean([found(noise(seed, pixels=len(light)) + light).seen for seed in seeds]))


@pytest.mark.parametrize(("fwhm", "correlated_over"), [(W3, 6.5), (W3, 9.2), (W4, 17.0)])
def test_noise_alone_is_hardly_ever_structure(fwhm: float, correlated_over: float) -> None:
    pixels = size(fwhm)
    measured = [
        structure_in(noise(seed, correlated_over, pixels), PIXEL, REACH, fwhm)
        for seed in range(150)
    ]
    assert all(one.reason is None for one in measured)
    # 0.3 % of them are expected
    assert sum(one.seen for one in measured) <= 3
    # in times of their own scatter, whatever the correlation of the pixels
    assert np.std([one.excess for one in measured]) == pytest.approx(1.1, abs=0.2)
    assert abs(np.mean([one.excess for one in measured])) < 0.2


def test_a_nebula_smaller_than_its_surroundings_is_seen() -> None:
    light = 4.0 * blob(size(), 40.0)
    assert share_seen(light) == 1.0
    one = found(noise(1) + light)
    assert one.excess > one.gradient


def test_a_filament_through_the_field_is_seen_and_one_beside_it_is_not() -> None:
    north, _ = offsets(size())
    sigma = 14.0 * gaussian_fwhm_to_sigma
    across = 6.0 * np.exp(-(north**2) / (2 * sigma**2))
    beside = 6.0 * np.exp(-((north - 45.0) ** 2) / (2 * sigma**2))
    assert share_seen(across) > 0.9
    assert share_seen(beside) == 0.0


def test_a_smooth_gradient_is_seen_without_an_excess() -> None:
    north, along = offsets(size())
    slope = 0.3 * (0.6 * north + 0.8 * along)
    assert share_seen(slope) == 1.0
    one = found(noise(3) + slope)
    assert abs(one.excess) < 1.0
    assert one.gradient > STRUCTURE_LIMIT


def test_a_nebula_that_fills_everything_cannot_be_seen() -> None:
    quiet = noise(5)
    assert not found(quiet + 10_000.0).seen


def test_a_field_darker_than_its_surroundings_has_a_negative_excess() -> None:
    one = found(noise(1) - 4.0 * blob(size(), 40.0))
    assert one.excess < -STRUCTURE_LIMIT
    assert not one.seen


def test_stars_around_neither_make_structure_nor_hide_it() -> None:
    places = ((50, 10), (-40, 30), (5, -60), (-35, -45))
    stars = np.sum([300.0 * blob(size(), W3, north, along) for north, along in places], axis=0)
    assert share_seen(stars) <= 0.05
    assert share_seen(stars + 5.0 * blob(size(), 40.0)) == 1.0


@given(
    seed=st.integers(0, 50),
    factor=st.floats(1e-3, 1e3),
    level=st.floats(-1e3, 1e3),
    turns=st.integers(0, 3),
)
@settings(deadline=None, max_examples=30)
def test_neither_unit_nor_level_nor_orientation_counts(
    seed: int, factor: float, level: float, turns: int
) -> None:
    image = noise(seed) + 3.0 * blob(size(), 40.0, 5.0, 3.0)
    one = found(image)
    other = found(np.rot90(factor * image + level, turns))
    assert other.excess == pytest.approx(one.excess, rel=1e-3)
    assert other.gradient == pytest.approx(one.gradient, rel=1e-3)


def with_gap(north: slice, along: slice) -> Image:
    image = noise(7)
    image[north, along] = np.nan
    return image


def at_a_corner() -> Image:
    image = noise(7)
    image[:46] = image[:, :46] = np.nan
    return image


@pytest.mark.parametrize(
    ("image", "reason"),
    [
        (np.full((107, 107), np.nan), "has gaps there"),
        (with_gap(slice(48, 58), slice(44, 64)), "has gaps there"),
        (at_a_corner(), "has gaps there"),
        (np.zeros((107, 107)), "has the same value nearly everywhere"),
        (noise(1, pixels=15), "has gaps there"),
        (noise(1, pixels=51), "has gaps there"),
    ],
)
def test_what_cannot_be_measured_is_a_reason_and_no_structure(image: Image, reason: str) -> None:
    one = found(image)
    assert one.reason == reason
    assert not one.seen


def test_some_gaps_do_no_harm() -> None:
    image = noise(7) + 4.0 * blob(size(), 40.0)
    whole = found(image)
    image[::7, ::3] = np.nan
    image[:20, :] = np.nan
    assert found(image).excess == pytest.approx(whole.excess, rel=0.4)


def test_an_image_that_reaches_to_the_end_of_the_surroundings_is_enough() -> None:
    half = int(np.ceil(surroundings_arcsec(REACH, W3) / PIXEL))
    assert found(noise(1, pixels=2 * half + 1)).reason is None
    assert found(noise(1, pixels=half)).reason == "has gaps there"
