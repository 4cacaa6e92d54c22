"""Few sources about a place are doubted as seldom as they come by chance."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import poisson

from aptcheck.contamination.empty_sky.listed_sky import ListedSky
from aptcheck.geometry.clearance import Disc

RADIUS = 420.0


def about(places: np.ndarray) -> ListedSky:
    """What is listed at offsets (N, 2) from the middle of a cone."""
    cone = Disc(x=0.0, y=0.0, radius=RADIUS)
    return ListedSky(x=places[:, 0], y=places[:, 1], cone=cone)


def around(inside: int, outside: int) -> ListedSky:
    """So many sources within 90 arcsec of the middle, and so many in the rest of the cone."""
    turn = np.arange(outside) * 2.4
    # evenly over the ring, so that there is no part of the cone without any
    away = np.sqrt(np.linspace(100.0**2, RADIUS**2 - 1.0, outside))
    rest = np.column_stack([away * np.sin(turn), away * np.cos(turn)])
    return about(np.vstack([np.tile([20.0, 0.0], (inside, 1)), rest]))


@pytest.mark.parametrize("total", [300, 600, 700, 2000, 20_000])
def test_it_is_doubted_below_one_in_a_million(total: int) -> None:
    expected = total * (90.0 / RADIUS) ** 2
    fewest = int(poisson.ppf(1e-6, expected))
    assert not around(fewest + 1, total - fewest).is_thin_at(0.0, 0.0)
    if fewest > 1:
        assert around(fewest - 1, total - fewest).is_thin_at(0.0, 0.0)


@pytest.mark.parametrize("total", [1, 5, 60])
def test_where_the_sky_is_poor_nothing_is_doubted(total: int) -> None:
    assert not around(0, total).is_thin_at(0.0, 0.0)


def test_a_place_beside_the_half_that_is_listed_is_doubted() -> None:
    dice = np.random.default_rng(4)
    places = dice.uniform(-RADIUS, RADIUS, (2000, 2))
    for end in (0.0, 150.0, 300.0):
        half = about(places[places[:, 0] > end])
        assert half.is_thin_at(end - 120.0, 0.0)
        assert not half.is_thin_at(end + 100.0, 0.0)


def test_many_sources_are_never_few() -> None:
    assert not around(500, 20).is_thin_at(0.0, 0.0)
