"""Distinct positions of the background on the sky."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.errors import Unknown
from aptcheck.model import Mosaic
from aptcheck.modes.positions import distinct_positions
from aptcheck.testing import dither, mosaic, mrs, offset, proposal, target
from tests.reading import model_of

skies = st.lists(
    st.tuples(
        st.integers(1, 2),
        st.sampled_from(["2-Point", "4-Point"]),
        st.sampled_from(["EXTENDED SOURCE", "BACKGROUND"]),
        st.tuples(st.integers(1, 2), st.integers(1, 2)),
        st.sampled_from([None, (3.0, 0.0)]),
        st.booleans(),
    ),
    min_size=1,
    max_size=4,
)


@given(skies)
def test_counted_positions_equal_listed_positions(wanted):
    observations, listed = [], set()
    for number, (sky, points, kind, tiles, shift, dithered) in enumerate(wanted, 1):
        observations.append(
            mrs(
                number,
                sky,
                dithers=[dither(points, kind)],
                dither="Dither 1" if dithered else "None",
                tiles=mosaic(*tiles),
                special=[] if shift is None else [offset(*shift)],
            )
        )
        steps = [(kind, step) for step in range(int(points[0]))] if dithered else ["centre"]
        for tile in range(tiles[0] * tiles[1]):
            listed |= {(sky, shift, tile, step) for step in steps}
    assert count(*observations) == len(listed)


def count(*observations, apart=True):
    """Count the positions of observations whose targets are apart, or all at one place."""
    targets = [
        target(n, f"T{n}", north=3600 * n if apart else 0)
        for n in sorted({observation.target for observation in observations})
    ]
    read = model_of(proposal(targets=targets, observations=observations))
    return distinct_positions(read, read.observations)


def test_repeating_a_pattern_adds_no_position():
    assert count(mrs(1), mrs(2, target=1)) == 4


def test_the_gratings_of_one_observation_share_their_positions():
    assert count(mrs(1, gratings=["SHORT", "LONG"])) == 4


def test_two_background_targets_are_two_positions():
    assert count(mrs(1, dither="None"), mrs(2, dither="None")) == 2


def test_two_targets_at_one_place_are_one_position():
    assert count(mrs(1, dither="None"), mrs(2, dither="None"), apart=False) == 1


def test_two_points_are_the_first_of_four():
    assert count(mrs(1), mrs(2, target=1, dithers=[dither("2-Point")])) == 4


def test_an_unknown_pattern_has_no_count():
    for observations in (
        [mrs(1, dithers=[dither("CYCLING")])],
        [mrs(1), mrs(2, dither="Dither 5")],
    ):
        with pytest.raises(Unknown):
            count(*observations)


def test_a_mosaic_of_any_size_is_counted_quickly():
    read = model_of(proposal(targets=[target()], observations=[mrs(1)]))
    # the reader never lets so many through
    vast = {"mosaic": Mosaic(rows=10**9, columns=10**9)}
    claimed = [observation.model_copy(update=vast) for observation in read.observations]
    assert distinct_positions(read, claimed) == 4 * 10**18


def test_without_exposures_there_are_no_positions():
    assert count(mrs(1, exposures=[])) == 0
