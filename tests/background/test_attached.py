"""Which skies a science observation is paired with."""

from __future__ import annotations

from typing import Any

from aptcheck.testing import Document, group, mrs, pair, target
from tests.background.reading import graph_of


def loose(*numbers: int) -> Any:
    return group(*numbers, sequence=False, non_interruptible=False, time="7 Days")


def pairs_of(document: Document) -> list[tuple[int, int]]:
    edges = graph_of(document).declared.edges
    return sorted((edge.science.number, edge.sky.number) for edge in edges)


def test_a_loose_group_over_held_pairs_adds_none() -> None:
    document = pair(
        more_observations=[mrs(3, 1), mrs(4, 2)],
        links=[group(1, 2), group(3, 4), loose(1, 2, 3, 4)],
    )
    assert pairs_of(document) == [(1, 2), (3, 4)]


def test_a_loose_group_alone_makes_its_pairs() -> None:
    document = pair(more_observations=[mrs(3, 1), mrs(4, 2)], links=[loose(1, 2, 3, 4)])
    assert pairs_of(document) == [(1, 2), (1, 4), (3, 2), (3, 4)]


def test_a_loose_sky_is_paired_for_settings_that_no_held_sky_has() -> None:
    document = pair(
        sky={"gratings": ["SHORT"]},
        more_observations=[mrs(3, 2, gratings=["MEDIUM"]), mrs(4, 2, gratings=["SHORT"])],
        links=[group(1, 2), loose(1, 2, 3, 4)],
    )
    assert pairs_of(document) == [(1, 2), (1, 3)]


def test_so_is_a_sky_that_is_not_linked_at_all() -> None:
    document = pair(
        sky={"gratings": ["SHORT"]},
        more_observations=[mrs(3, 2, gratings=["MEDIUM"]), mrs(4, 2, gratings=["SHORT"])],
        links=[group(1, 2)],
    )
    assert pairs_of(document) == [(1, 2), (1, 3)]


def test_loose_skies_of_another_grating_are_left_to_the_science_with_that_grating() -> None:
    document = pair(
        both={"gratings": ["SHORT"]},
        more_observations=[mrs(3, 1, gratings=["LONG"]), mrs(4, 2, gratings=["LONG"])],
        links=[loose(1, 2, 3, 4)],
    )
    assert pairs_of(document) == [(1, 2), (3, 4)]


def test_a_sky_of_another_grating_is_a_pair_where_no_other_sky_matches() -> None:
    document = pair(science={"gratings": ["SHORT"]}, sky={"gratings": ["LONG"]})
    assert pairs_of(document) == [(1, 2)]


def test_an_unlinked_sky_is_paired_only_where_no_sky_of_the_target_is_linked() -> None:
    more = [mrs(3, 2)]
    assert pairs_of(pair(more_observations=more, links=[group(1, 2)])) == [(1, 2)]
    assert pairs_of(pair(more_observations=more, links=[])) == [(1, 2), (1, 3)]


def two_lists(**changes: Any) -> Document:
    """Two science observations of a target that lists two skies, each linked with one sky."""
    return pair(
        science_target={"background": [2, 3]},
        more_targets=[target(3, "SECOND-SKY", north=-90)],
        more_observations=[mrs(3, 1), mrs(4, 3)],
        **changes,
    )


def test_a_listed_target_that_another_science_observation_holds_is_not_missed() -> None:
    assert pairs_of(two_lists(links=[group(1, 2), group(3, 4)])) == [(1, 2), (3, 4)]


def test_nor_is_it_paired_by_a_loose_group() -> None:
    links = [group(1, 2), group(3, 4), loose(1, 2, 3, 4)]
    assert pairs_of(two_lists(links=links)) == [(1, 2), (3, 4)]


def test_a_listed_target_in_no_link_is_paired_so_that_it_is_reported() -> None:
    assert pairs_of(two_lists(links=[group(1, 2, 3)])) == [(1, 2), (1, 4), (3, 2), (3, 4)]
