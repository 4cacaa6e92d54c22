"""Distinct positions of the background on the sky."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.errors import Unknown
from aptcheck.modes.mrs.positions import distinct_positions
from tests.background.model import field, mrs, row

skies = st.lists(
    st.tuples(
        st.integers(1, 2),
        st.sampled_from(["2-POINT", "4-POINT"]),
        st.sampled_from(["EXTENDED SOURCE", "BACKGROUND"]),
        st.tuples(st.integers(1, 2), st.integers(1, 2)),
        st.sampled_from([None, (3.0, 0.0)]),
        st.booleans(),
    ),
    min_size=1,
    max_size=4,
)


@given(skies)
def test_positions_are_counted_as_one_would_list_them(wanted):
    observations, listed = [], set()
    for number, (target, points, kind, tiles, offset, dithered) in enumerate(wanted, 1):
        observations.append(
            mrs(
                number,
                row(dither=1 if dithered else None),
                target=target,
                points=points,
                optimized_for=kind,
                tiles=tiles,
                offset=offset,
            )
        )
        steps = [(kind, step) for step in range(int(points[0]))] if dithered else ["centre"]
        for tile in range(tiles[0] * tiles[1]):
            listed |= {(target, offset, tile, step) for step in steps}
    assert distinct_positions(field(*observations), observations) == len(listed)


def count(*observations, apart=True):
    return distinct_positions(field(*observations, apart=apart), observations)


def test_repeating_a_pattern_adds_no_position():
    assert count(mrs(1, row(), target=1), mrs(2, row(), target=1)) == 4


def test_the_gratings_of_one_observation_share_their_positions():
    assert count(mrs(1, row(1, "SHORT"), row(2, "LONG"))) == 4


def test_two_sky_targets_are_two_positions():
    assert count(mrs(1, row(dither=None)), mrs(2, row(dither=None))) == 2


def test_two_entries_at_one_place_are_one_position():
    assert count(mrs(1, row(dither=None)), mrs(2, row(dither=None)), apart=False) == 1


def test_two_points_are_the_first_of_four():
    assert count(mrs(1, row(), target=1), mrs(2, row(), target=1, points="2-POINT")) == 4


def test_a_pattern_that_is_not_known_has_no_count():
    for observations in (
        [mrs(1, row(), points="CYCLING")],
        [mrs(1, row()), mrs(2, row(dither=None, dither_text="Dither 5"))],
    ):
        with pytest.raises(Unknown):
            count(*observations)


def test_a_claimed_mosaic_of_any_size_is_counted_at_once():
    assert count(mrs(1, row(), tiles=(10**9, 10**9))) == 4 * 10**18


def test_no_exposures_take_no_position():
    assert count(mrs(1)) == 0
