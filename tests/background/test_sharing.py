"""Which science uses which sky."""

from __future__ import annotations

from aptcheck.testing import group, mrs, proposal, target
from tests.background.reading import graph_of

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


def test_backgrounds_that_use_the_same_skies_are_together() -> None:
    alone, both = graph_of(SHARED).declared.shared_skies
    assert [b.science_numbers for b in alone.backgrounds] == [(1,), (3,)]
    assert alone.science_numbers == (1, 3)
    assert [sky.number for sky in alone.skies] == [4]
    assert [b.science_numbers for b in both.backgrounds] == [(2,)]
    assert [sky.number for sky in both.skies] == [4, 5]
    assert [o.number for o in both.observations] == [2, 4, 5]


def test_the_use_of_a_background_target_has_all_its_users() -> None:
    four, five = graph_of(SHARED).declared.sky_uses
    assert four.science_numbers == (1, 2, 3)
    assert five.science_numbers == (2,)
    assert four.users_of(four.skies[0]) == (1, 2, 3)
    assert five.users_of(four.skies[0]) == ()


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
    assert [use.science_numbers for use in graph.declared.sky_uses] == [(1,)]
    assert [use.science_numbers for use in graph.suspected.sky_uses] == [(3,)]
    assert [shared.science_numbers for shared in graph.declared.shared_skies] == [(1,)]
    assert [shared.science_numbers for shared in graph.suspected.shared_skies] == [(3,)]
    assert [sky.number for bond in graph.suspected.bonds_of(3) for sky in bond.skies] == [4]
    assert graph.suspected.bonds_of(1) == ()
