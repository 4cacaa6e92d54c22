"""Who leans on which sky."""

from __future__ import annotations

from aptcheck.background.sharing import Sharers
from tests.background.reading import graph_of
from tests.build import group, mrs, proposal, target

SHARED = proposal(
    targets=[
        target(1, "NGC-1", background=[4]),
        target(2, "NGC-2", north=20, background=[4, 5]),
        target(3, "NGC-3", north=40, background=[4]),
        target(4, "SKY-4", north=100),
        target(5, "SKY-5", north=130),
    ],
    observations=[mrs(number) for number in range(1, 6)],
    links=[group(1, 2, 3, 4, 5)],
)


def test_backgrounds_are_found_by_one_of_their_skies_and_by_all_of_them() -> None:
    sharers = Sharers(graph_of(SHARED).backgrounds)
    assert [b.science_numbers for b in sharers.of_one(4)] == [(1,), (2,), (3,)]
    assert [b.science_numbers for b in sharers.of_one(5)] == [(2,)]
    assert [b.science_numbers for b in sharers.of_all(frozenset({4}))] == [(1,), (3,)]
    assert [b.science_numbers for b in sharers.of_all(frozenset({4, 5}))] == [(2,)]


def test_a_sky_nobody_uses_has_no_sharers() -> None:
    sharers = Sharers(graph_of(SHARED).backgrounds)
    assert sharers.of_one(1) == ()
    assert sharers.of_all(frozenset({5})) == ()


def test_declared_and_suspected_backgrounds_do_not_share() -> None:
    graph = graph_of(
        proposal(
            targets=[
                target(1, "NGC-1", background=[2]),
                target(2, "SKY-2", north=100),
                target(3, "NGC-3", north=600),
                target(4, "SKY-4", north=700),
            ],
            observations=[mrs(number) for number in range(1, 5)],
            links=[group(1, 2), group(3, 4)],
        )
    )
    (declared,), (suspected,) = graph.backgrounds, graph.suspected_backgrounds
    assert graph.sharers(declared).of_one(2) == (declared,)
    assert graph.sharers(declared).of_one(4) == ()
    assert graph.sharers(suspected).of_one(4) == (suspected,)
    assert [edge.sky.number for edge in graph.suspected_edges_of(3)] == [4]
    assert graph.suspected_edges_of(1) == ()
