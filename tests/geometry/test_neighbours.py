"""What is near a place, compared with checking all."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.geometry.great_circle import great_circle_arcsec
from aptcheck.geometry.neighbours import Neighbours

NEAR = st.tuples(st.floats(-0.01, 0.01), st.floats(-0.01, 0.01))
MIDDLES = st.sampled_from([(0.0, 0.0), (359.999, 45.0), (180.0, 89.999), (12.0, -89.9999)])


@given(MIDDLES, st.lists(NEAR, max_size=20), NEAR, st.sampled_from([1.0, 5.0, 30.0, 1800.0]))
def test_those_within_reach_are_found_in_their_order(middle, around, own, reach):
    places = [_beside(middle, offset) for offset in around]
    place = _beside(middle, own)
    neighbours = Neighbours((at, number) for number, at in enumerate(places))
    for _ in range(2):
        expected: list[Any] = [
            (pytest.approx(arcsec), number)
            for number, at in enumerate(places)
            if (arcsec := great_circle_arcsec(place, at)) <= reach
        ]
        assert neighbours.near(place, reach) == expected


def _beside(middle, offset):
    return (middle[0] + offset[0]) % 360.0, max(-90.0, min(90.0, middle[1] + offset[1]))
