"""The number of positions of observations, however many a file claims."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.errors import Unknown
from aptcheck.modes.positions import distinct_positions, fewest_positions
from aptcheck.testing import image, image_dither, image_filter, lrs, mosaic, mrs, proposal, target
from tests.reading import model_of

NUMBERS = st.integers(1, 6)


def read(*built):
    return model_of(proposal(targets=[target(1)], observations=built))


@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=4))
def test_points_and_tiles_are_counted_as_if_listed(taken):
    built = [
        image(n, 1, dithers=[image_dither(points=points)], tiles=mosaic(1, tiles))
        for n, (points, tiles) in enumerate(taken, start=1)
    ]
    walked = {(p, t) for points, tiles in taken for p in range(points) for t in range(tiles)}
    document = read(*built)
    assert distinct_positions(document, document.observations) == len(walked)


@pytest.mark.parametrize(
    "many",
    [
        lrs(1, dither="MAPPING", steps=(999_999, 999_999)),
        image(1, dithers=[image_dither("99-Point-Sets", points=None, sets=999_999)]),
        image(1, dithers=[image_dither(points=999_999)]),
    ],
    ids=["steps", "sets", "points"],
)
def test_any_number_of_them_is_counted_quickly(many):
    document = read(many)
    assert distinct_positions(document, document.observations) > 900_000


def test_each_filter_is_counted_by_itself():
    undithered = [image_filter("F770W"), image_filter("F1000W", dither="None")]
    document = read(image(1, exposures=undithered))
    assert distinct_positions(document, document.observations) == 13
    assert fewest_positions(document, document.observations) == (1, [("F1000W",)])


def test_without_exposures_there_is_none():
    document = read(image(1, exposures=[]), mrs(2, 1, exposures=[]))
    assert fewest_positions(document, document.observations) == (0, [])


def test_an_unknown_pattern_is_not_counted():
    document = read(image(1, dithers=[image_dither("Spiral")]))
    with pytest.raises(Unknown):
        fewest_positions(document, document.observations)
