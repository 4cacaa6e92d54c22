"""The widest clearing of random skies, compared with searching everywhere."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from aptcheck.geometry.clearance import Area, Disc, Discs, Ring, nearest_clear, widest_clear
from tests.geometry.exhaustive import inside, largest_margin, margins

SKIES = 200
#: What the search promises, and what the lattice misses.
EXACT = 0.05
EVERYWHERE = Disc(x=0.0, y=0.0, radius=1000.0)


def sky(seed: int) -> tuple[Discs, Area]:
    """Return a sky of 5 to 20,000 sources with mixed radii, and an area with masks."""
    dice = np.random.default_rng([20261129, seed])
    count = round(5 * 4000 ** dice.uniform())
    away, turn = 300.0 * np.sqrt(dice.uniform(size=count)), dice.uniform(0, 2 * np.pi, count)
    kinds = np.array([*dice.uniform(5.0, 12.0, 4), *dice.uniform(12.0, 90.0, 2)])
    kind = dice.choice(6, count, p=[0.4, 0.3, 0.2, 0.09, 0.009, 0.001])
    discs = Discs(x=away * np.cos(turn), y=away * np.sin(turn), radius=kinds[kind])
    inner = dice.uniform(0, 60)
    rings = [Ring(x=0.0, y=0.0, inner=inner, outer=inner + dice.uniform(20, 90))]
    if seed % 3 == 0:
        rings.append(Ring(x=dice.uniform(-40, 40), y=dice.uniform(-40, 40), inner=10, outer=130))
    shut = tuple(
        Disc(x=dice.uniform(-100, 100), y=dice.uniform(-100, 100), radius=dice.uniform(5, 40))
        for _ in range(seed % 4)
    )
    return discs, Area(
        rings=tuple(rings), shut=shut, covered=EVERYWHERE, known=Disc(x=0.0, y=0.0, radius=400.0)
    )


@pytest.mark.parametrize("seed", range(SKIES))
def test_no_position_is_better(seed: int) -> None:
    discs, area = sky(seed)
    found = widest_clear(discs, area)
    everywhere = largest_margin(discs, area)
    if found is None:
        assert everywhere == -math.inf
        return
    x, y = np.array([found.x]), np.array([found.y])
    assert inside(area, x, y, 0.0).all()
    assert margins(discs, area, x, y)[0] == pytest.approx(found.margin, abs=1e-9)
    assert abs(found.margin - everywhere) <= EXACT
    assert everywhere <= found.bound + 1e-9
    assert found.margin <= found.bound <= found.margin + EXACT


@pytest.mark.parametrize("seed", range(0, SKIES, 5))
def test_no_position_that_is_vouched_for_is_better(seed: int) -> None:
    discs, area = sky(seed)
    dice = np.random.default_rng([20261130, seed])
    count = round(60 ** dice.uniform())
    x, y = dice.uniform(-150, 150, (2, count))
    some = Discs(x=x, y=y, radius=np.full(count, dice.uniform(5, 80)))
    area = replace(area, vouched=some)
    found = widest_clear(discs, area)
    everywhere = largest_margin(discs, area)
    if found is None:
        assert everywhere == -math.inf
        return
    assert inside(area, np.array([found.x]), np.array([found.y]), 0.0).all()
    assert abs(found.margin - everywhere) <= EXACT
    assert everywhere <= found.bound + 1e-9
    assert found.bound <= found.margin + EXACT


def test_where_nothing_vouches_there_is_no_position() -> None:
    discs, area = sky(3)
    none = Discs(x=np.zeros(0), y=np.zeros(0), radius=np.zeros(0))
    assert widest_clear(discs, replace(area, vouched=none)) is None


@pytest.mark.parametrize("seed", range(0, SKIES, 8))
def test_no_position_is_nearer(seed: int) -> None:
    discs, area = sky(seed)
    widest = widest_clear(discs, area)
    assert widest is not None
    least = widest.margin - 3.0
    found = nearest_clear(discs, area, least)
    assert found is not None
    assert found.margin >= least
    steps = np.arange(-130.0, 130.25, 0.25)
    x, y = (axis.ravel() for axis in np.meshgrid(steps, steps))
    fits = inside(area, x, y, 0.0)
    x, y = x[fits], y[fits]
    farthest = np.max([np.hypot(x - ring.x, y - ring.y) for ring in area.rings], axis=0)
    clear = margins(discs, area, x, y) >= least
    own = max(math.hypot(found.x - ring.x, found.y - ring.y) for ring in area.rings)
    assert own <= farthest[clear].min(initial=math.inf) + EXACT
    assert -found.bound <= own <= -found.bound + EXACT


def test_a_ring_that_no_position_fits_has_no_clearing() -> None:
    nothing = Discs(x=np.zeros(0), y=np.zeros(0), radius=np.zeros(0))
    area = Area(
        rings=(
            Ring(x=0.0, y=0.0, inner=10.0, outer=20.0),
            Ring(x=90.0, y=0.0, inner=0, outer=20.0),
        ),
        covered=EVERYWHERE,
        known=Disc(x=0.0, y=0.0, radius=100.0),
    )
    assert widest_clear(nothing, area) is None
    assert nearest_clear(nothing, area, 0.0) is None


def test_without_any_source_the_end_of_what_is_known_is_the_margin() -> None:
    nothing = Discs(x=np.zeros(0), y=np.zeros(0), radius=np.zeros(0))
    area = Area(
        rings=(Ring(x=0.0, y=0.0, inner=10.0, outer=20.0),),
        covered=EVERYWHERE,
        known=Disc(x=3.0, y=0.0, radius=100.0),
    )
    found = widest_clear(nothing, area)
    assert found is not None
    assert found.margin == pytest.approx(93.0, abs=0.05)
    assert (found.x, found.y) == pytest.approx((10.0, 0.0), abs=0.6)


coordinate = st.floats(-150, 150)
source = st.tuples(coordinate, coordinate, st.floats(0, 60))


@given(st.lists(source, max_size=12), st.lists(source, max_size=3), st.floats(0, 80))
@example(sources=[], shut=[(0.0, 5e-324, 0.0)], inner=0.0)  # a centre almost hit
def test_what_is_found_is_allowed_and_never_above_the_bound(
    sources: list[tuple[float, float, float]],
    shut: list[tuple[float, float, float]],
    inner: float,
) -> None:
    columns = [np.array([one[axis] for one in sources], dtype=float) for axis in range(3)]
    discs = Discs(x=columns[0], y=columns[1], radius=columns[2])
    area = Area(
        rings=(Ring(x=0.0, y=0.0, inner=inner, outer=inner + 40),),
        shut=tuple(Disc(x=x, y=y, radius=r) for x, y, r in shut),
        covered=EVERYWHERE,
        known=Disc(x=0.0, y=0.0, radius=400.0),
    )
    found = widest_clear(discs, area)
    steps = np.linspace(-120, 120, 61)
    x, y = (axis.ravel() for axis in np.meshgrid(steps, steps))
    fits = inside(area, x, y, 0.0)
    if found is None:
        assert not inside(area, x, y, 0.1).any()
        return
    assert inside(area, np.array([found.x]), np.array([found.y]), 0.0).all()
    if fits.any():
        assert margins(discs, area, x[fits], y[fits]).max() <= found.bound
