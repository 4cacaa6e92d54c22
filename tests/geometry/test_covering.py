"""A few of many equal discs: they cover what all of them cover, and nothing else."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.geometry.covering import covered_share, covering

RADIUS = 280.0


def discs(seed: int) -> tuple[np.ndarray, np.ndarray, float]:
    """Return 1 to 5,000 discs in a part of the sky, or in clumps, and how far to look."""
    dice = np.random.default_rng([20261130, seed])
    count = round(5000 ** dice.uniform())
    wide = dice.uniform(10, 2000)
    x, y = dice.uniform(-wide, wide, (2, count))
    if seed % 2:  # half a sky
        x = abs(x) + dice.uniform(-300, 300)
    return x, y, float(dice.uniform(40, 1300))


def covered(x: np.ndarray, y: np.ndarray, east: np.ndarray, north: np.ndarray) -> np.ndarray:
    if not len(x):
        return np.zeros(len(east), dtype=bool)
    near = [np.hypot(x - e, y - n).min() for e, n in zip(east, north, strict=True)]
    return np.array(near) <= RADIUS


@pytest.mark.parametrize("seed", range(60))
def test_they_cover_what_all_cover(seed: int) -> None:
    x, y, reach = discs(seed)
    few = covering(x, y, RADIUS, reach)
    dice = np.random.default_rng(seed)
    away, turn = reach * np.sqrt(dice.uniform(size=800)), dice.uniform(0, 2 * np.pi, 800)
    east, north = away * np.cos(turn), away * np.sin(turn)
    wanted = covered(x, y, east, north)
    if few is None:
        assert wanted.all()
    else:
        assert (covered(x[few], y[few], east, north) == wanted).all()


coordinate = st.floats(-900, 900)


@given(
    st.lists(st.tuples(coordinate, coordinate), max_size=12),
    st.lists(st.tuples(coordinate, coordinate), min_size=1, max_size=30),
    st.floats(0.5, 900),
)
def test_wherever_one_looks(
    places: list[tuple[float, float]], looked: list[tuple[float, float]], reach: float
) -> None:
    x, y = (np.array([place[axis] for place in places], dtype=float) for axis in (0, 1))
    east, north = (np.array([place[axis] for place in looked]) for axis in (0, 1))
    within = np.hypot(east, north) <= reach
    east, north = east[within], north[within]
    few = covering(x, y, RADIUS, reach)
    # at the very rim a rounding decides
    near = [np.hypot(x - e, y - n).min(initial=np.inf) for e, n in zip(east, north, strict=True)]
    clear = abs(np.array(near) - RADIUS) > 1e-6
    wanted = covered(x, y, east, north)
    found = np.ones_like(wanted) if few is None else covered(x[few], y[few], east, north)
    assert (found == wanted)[clear].all()


def test_no_disc_covers_nothing_and_a_full_sky_needs_none_in_particular() -> None:
    nothing = covering(np.zeros(0), np.zeros(0), RADIUS, 120.0)
    assert nothing is not None
    assert not len(nothing)
    x, y = (axis.ravel() for axis in np.meshgrid(*(np.arange(-600.0, 601.0, 30.0),) * 2))
    assert covering(x, y, RADIUS, 120.0) is None


@pytest.mark.parametrize("seed", range(20))
def test_the_share_is_that_of_random_places(seed: int) -> None:
    x, y, reach = discs(seed)
    dice = np.random.default_rng(seed)
    away, turn = reach * np.sqrt(dice.uniform(size=4000)), dice.uniform(0, 2 * np.pi, 4000)
    share = covered(x, y, away * np.cos(turn), away * np.sin(turn)).mean()
    assert covered_share(x, y, RADIUS, reach) == pytest.approx(share, abs=0.12)


def test_nothing_covers_nothing() -> None:
    assert covered_share(np.zeros(0), np.zeros(0), RADIUS, 120.0) == 0.0
    far = np.array([np.inf, np.nan, 1e12])
    assert covered_share(far, far, RADIUS, 120.0) == 0.0
    assert covered_share(np.zeros(1), np.zeros(1), RADIUS, 120.0) == 1.0


def test_rounding_at_the_edge_of_the_searched_area_does_no_harm() -> None:
    for steps in range(200, 260):
        end = np.nextafter(steps * RADIUS / 8, 0.0)
        x, y = np.array([end, -end, 0.0]), np.array([0.0, end, -end])
        for reach in (end - 9.0 * RADIUS / 8, end, end + 1.0):
            assert covering(x, y, RADIUS, reach) is not None


def test_the_discs_at_the_edge_of_a_dense_half_of_the_sky_are_enough() -> None:
    dice = np.random.default_rng(1)
    x, y = dice.uniform(-1500, 1500, (2, 40_000))
    few = covering(x[x > 300], y[x > 300], RADIUS, 600.0)
    assert few is not None
    assert len(few) < 2500
