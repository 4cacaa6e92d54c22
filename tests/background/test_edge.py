"""A pair and what holds it together."""

from __future__ import annotations

import pytest

from aptcheck.testing import Link, group, mrs, pair
from tests.background.reading import graph_of


@pytest.mark.parametrize(
    ("links", "order"),
    [
        ([group(1, 2)], "after"),
        ([group(2, 1)], "before"),
        ([group(1, 2, sequence=False)], None),
        ([], None),
        ([group(1, 2, sequence=False), group(2, 1, non_interruptible=False)], "before"),
    ],
)
def test_the_order_is_that_of_the_list_of_a_sequence(links: list[Link], order: str | None) -> None:
    (edge,) = graph_of(pair(links=links)).declared.edges
    assert edge.order == order


def test_a_non_interruptible_sequence_comes_before_a_loose_one() -> None:
    loose = group(1, 2, non_interruptible=False, time="3 Days")
    (edge,) = graph_of(pair(links=[loose, group(2, 1)])).declared.edges
    assert edge.order == "before"
    assert len(edge.links) == 2


def test_the_order_in_the_tree_does_not_matter() -> None:
    document = pair(science={"number": 2, "target": 1}, sky={"number": 1, "target": 2})
    (edge,) = graph_of(document).declared.edges
    assert (edge.science.number, edge.sky.number, edge.order) == (2, 1, "before")


def test_the_depth_of_a_pair_is_its_shallowest_setting() -> None:
    document = pair(sky={"integrations_long": 3, "integrations_short": 2})
    (edge,) = graph_of(document).declared.edges
    assert edge.depth_ratio == pytest.approx(2.0)


def test_the_depth_of_an_unknown_readout_is_not_known() -> None:
    (edge,) = graph_of(pair(both={"readout": "FASTR9"})).declared.edges
    assert edge.depth_ratio is None


def test_a_pair_covers_only_its_own_sky() -> None:
    document = pair(
        sky={"gratings": ["SHORT"]},
        more_observations=[mrs(3, 2, gratings=["MEDIUM", "LONG"])],
        links=[group(1, 2, 3)],
    )
    answered = {
        edge.sky.number: [
            a.setting[0] for a in edge.matches if a.complete and a.setting[1] == "LONG"
        ]
        for edge in graph_of(document).declared.edges
    }
    assert answered == {2: ["SHORT"], 3: ["MEDIUM", "LONG"]}
