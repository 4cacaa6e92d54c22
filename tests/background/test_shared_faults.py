"""Pairs that share a fault."""

from __future__ import annotations

from aptcheck.background.grouping import grouped
from aptcheck.background.shared_faults import SharedFault, shared_faults
from aptcheck.testing import group, mrs, proposal, target
from tests.background.reading import graph_of

SHARED = proposal(
    targets=[
        target(1, "NGC-1", background=[3]),
        target(2, "NGC-2", north=20, background=[3, 4]),
        target(3, "SKY-3", north=100),
        target(4, "SKY-4", north=130),
    ],
    observations=[mrs(7, target=2), mrs(1), mrs(6, target=3), mrs(5, target=3), mrs(4)],
    links=[group(1, 4, 5, 6, 7)],
)


def test_things_of_equal_key_are_together_in_the_order_of_the_first() -> None:
    assert list(grouped([5, 2, 3, 4], lambda n: n % 2).items()) == [(1, [5, 3]), (0, [2, 4])]


def test_a_bundle_names_both_sides_by_number_and_once() -> None:
    three, four = shared_faults(
        graph_of(SHARED).declared.edges, lambda edge: edge.sky.target_number
    )
    assert (three.sky_numbers, three.science_numbers) == ((5, 6), (1, 7))
    assert (four.sky_numbers, four.science_numbers) == ((4,), (7,))


def test_the_first_pair_is_the_one_with_the_lowest_numbers() -> None:
    bundle = SharedFault(graph_of(SHARED).declared.edges)
    assert (bundle.first.science.number, bundle.first.sky.number) == (1, 5)
    assert [sky.number for sky in bundle.skies] == [4, 5, 6]
