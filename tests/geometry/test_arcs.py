"""Arcs joined in arrays are the same set of angles."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.geometry.angles import AngleSet
from aptcheck.geometry.arcs import joined

ends = st.floats(-360.0, 720.0) | st.integers(-1440, 2880).map(lambda n: n / 4)
widths = st.sampled_from([0.0, 1e-12, 90.0, 360.0]) | st.floats(0.0, 360.0)
arcs = st.tuples(ends, widths).map(lambda one: (one[0], one[0] + one[1]))


@given(st.lists(arcs, max_size=12))
def test_joined_arcs_cover_the_same_angles(given_arcs):
    lo, hi = (np.array([arc[end] for arc in given_arcs], dtype=float) for end in (0, 1))
    start, end = joined(lo, hi)
    assert AngleSet.of(zip(start.tolist(), end.tolist(), strict=True)) == AngleSet.of(given_arcs)
    assert (start[1:] > end[:-1]).all()
    assert {*start.tolist()} <= {*lo.tolist()}
    assert {*end.tolist()} <= {*hi.tolist()}
