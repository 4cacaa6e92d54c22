"""Few sources about a place are doubted as seldom as they come by chance."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from scipy.stats import poisson

from aptcheck.contamination.empty_sky.thin_catalogue import is_thin
from aptcheck.geometry.clearance import Disc
from aptcheck.geometry.tangent import unproject

CENTRE = (150.0, 2.0)
RADIUS = 420.0


def around(inside: int, outside: int) -> SimpleNamespace:
    """So many sources within 90 arcsec of the middle, and so many in the rest of the cone."""
    places = [(20.0, 0.0)] * inside + [(300.0, 0.0)] * outside
    ra, dec = np.array([unproject(*CENTRE, *at) for at in places]).T
    return SimpleNamespace(
        cone=Disc(x=0.0, y=0.0, radius=RADIUS),
        ground=SimpleNamespace(centre=CENTRE),
        trial=SimpleNamespace(
            found=SimpleNamespace(sources=SimpleNamespace(ra_deg=ra, dec_deg=dec))
        ),
    )


@pytest.mark.parametrize("total", [5, 60, 300, 600, 700, 2000, 20_000])
def test_it_is_doubted_below_one_in_a_million(total: int) -> None:
    expected = total * (90.0 / RADIUS) ** 2
    fewest = int(poisson.ppf(1e-6, expected))
    assert not is_thin(around(fewest + 1, total - fewest), 0.0, 0.0)
    if fewest > 1:
        assert is_thin(around(fewest - 1, total - fewest), 0.0, 0.0)


def test_many_sources_are_never_few() -> None:
    assert not is_thin(around(500, 20), 0.0, 0.0)
