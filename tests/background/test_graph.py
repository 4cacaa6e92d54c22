"""Which science uses which sky."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aptcheck.background.build import build_graph
from aptcheck.model import (
    Proposal,
    TargetGroup,
    TargetReference,
)
from aptcheck.modes.judged import mode_named
from aptcheck.testing import exposure, group, mrs, offset, other, pair, proposal, target
from tests.background.pair_by_pair import attached_pairs
from tests.background.reading import graph_of, numbers
from tests.reading import model_of


def test_a_declared_and_linked_pair_is_one_edge() -> None:
    graph = graph_of(pair())
    (edge,) = graph.declared.edges
    assert (edge.science.number, edge.sky.number) == (1, 2)
    assert (edge.declared, edge.linked, edge.non_interruptible) == (True, True, True)
    assert [science.number for science in graph.sciences] == [1]
    assert [sky.number for sky in graph.skies] == [2]


def test_declared_means_listed_whatever_the_checkbox_says() -> None:
    assert numbers(graph_of(pair(science_target={"required": False}))) == [(1, 2)]


def test_without_a_link_the_edges_run_to_all_observations_of_the_target() -> None:
    graph = graph_of(pair(more_observations=[mrs(3, 2)], links=[]))
    assert numbers(graph) == [(1, 2), (1, 3)]
    assert not any(edge.linked for edge in graph.declared.edges)


def test_with_a_link_the_unlinked_observations_of_the_target_are_left_out() -> None:
    assert numbers(graph_of(pair(more_observations=[mrs(3, 2)]))) == [(1, 2)]


def test_each_listed_target_is_judged_for_itself() -> None:
    graph = graph_of(
        pair(
            science_target={"background": [2, 3]},
            more_targets=[target(3, "SKY-2", north=-90)],
            more_observations=[mrs(3), mrs(4, 3)],
        )
    )
    assert numbers(graph) == [(1, 2), (1, 3), (1, 4)]
    assert [edge.linked for edge in graph.declared.edges] == [True, False, False]


def test_an_interruptible_link_is_a_link() -> None:
    (edge,) = graph_of(pair(link={"non_interruptible": False})).declared.edges
    assert (edge.linked, edge.non_interruptible) == (True, False)


def test_foreign_members_of_a_link_are_never_sky() -> None:
    lines = [exposure(imaging="F770W")]
    graph = graph_of(
        pair(
            more_observations=[other(3, target=2), mrs(4, 2, detector="IMAGER", exposures=lines)],
            links=[group(1, 2, 3, 4)],
        )
    )
    assert numbers(graph) == [(1, 2)]
    assert [sky.number for sky in graph.skies] == [2]


def test_a_withdrawn_observation_is_left_out() -> None:
    assert graph_of(pair(sky={"status": "FAILED"})).declared.edges == ()
    assert graph_of(pair(science={"status": "SKIPPED"})).sciences == ()
    half = {"visits": 2, "status": ["WITHDRAWN", "UNKNOWN"]}
    assert numbers(graph_of(pair(sky=half))) == [(1, 2)]


def test_a_target_that_lists_itself_makes_no_edge_and_stays_science() -> None:
    graph = graph_of(proposal(targets=[target(1, background=[1])], observations=[mrs(1)]))
    assert graph.declared.edges == ()
    assert [science.number for science in graph.sciences] == [1]


def test_two_that_list_each_other_are_both_sides() -> None:
    graph = graph_of(pair(sky_target={"background": [1]}))
    assert numbers(graph) == [(1, 2), (2, 1)]
    assert [sky.number for sky in graph.skies] == [1, 2]


def test_a_sky_that_requires_a_background_without_a_list_stays_sky() -> None:
    graph = graph_of(pair(sky_target={"required": True}))
    assert [science.number for science in graph.sciences] == [1]


def test_a_listed_name_without_a_target_makes_no_edge() -> None:
    assert graph_of(pair(science_target={"background": [9]})).declared.edges == ()


def test_a_pair_whose_sky_entry_was_deleted_is_still_a_pair() -> None:
    document = pair(science_target={"background": [9]}, sky={"target": 9})
    assert numbers(graph_of(document)) == [(1, 2)]


def test_a_target_group_holds_a_pair_without_a_link() -> None:
    read = model_of(pair(links=[]))
    # no published file shows how APT writes a target group
    members = tuple(TargetReference(number=number) for number in (1, 2))
    groups = (TargetGroup(members=members),)
    (edge,) = build_graph(
        read.model_copy(update={"target_groups": groups}), mode_named("miri-mrs")
    ).declared.edges
    assert (edge.linked, edge.in_target_group, edge.links) == (True, True, ())


def test_science_observations_of_one_target_that_share_a_sky_are_judged_together() -> None:
    graph = graph_of(pair(more_observations=[mrs(3, 1)], links=[group(1, 2, 3)]))
    (background,) = graph.declared.backgrounds
    assert background.science_numbers == (1, 3)
    assert [sky.number for sky in background.skies] == [2]


def test_science_observations_of_another_intent_are_judged_apart() -> None:
    document = pair(more_observations=[mrs(3, 1)], links=[group(1, 2, 3)])
    graph = graph_of(document, **{"3": {"strategy": "pixel"}})
    assert [b.science_numbers for b in graph.declared.backgrounds] == [(1,), (3,)]


def test_two_skies_of_one_science_are_one_union() -> None:
    document = pair(
        sky={"gratings": ["SHORT"]},
        more_observations=[mrs(3, 2, gratings=["MEDIUM", "LONG"])],
        links=[group(1, 2, 3)],
    )
    (background,) = graph_of(document).declared.backgrounds
    assert [sky.number for sky in background.skies] == [2, 3]
    assert all(match.complete for match in background.matches)


def test_the_complex_extends_over_shared_skies_and_no_further() -> None:
    document = pair(
        more_targets=[
            target(3, "TILE", background=[2]),
            target(4, "NGC-4", background=[5]),
            target(5, "SKY-4"),
        ],
        more_observations=[mrs(3), mrs(4), mrs(5), other(6, target=1)],
        links=[group(1, 2, 3, 4, 5, 6)],
    )
    graph = graph_of(document)
    by_number = {o.number: o for o in graph.proposal.observations}
    assert {n: sorted(graph.connected_to(o)) for n, o in by_number.items()} == {
        1: [1, 2, 3],
        2: [1, 2, 3],
        3: [1, 2, 3],
        4: [4, 5],
        5: [4, 5],
        6: [6],
    }


def test_a_pair_that_looks_meant_knows_every_link_that_holds_it() -> None:
    document = pair(
        science_target={"background": []}, link={"non_interruptible": False, "time": "3 Days"}
    )
    (edge,) = graph_of(document).suspected.edges
    assert (edge.declared, edge.linked, edge.non_interruptible) == (False, True, False)


NO_GRATINGS: st.SearchStrategy[list[str]] = st.just([])
GRATINGS = st.sampled_from([[], ["SHORT"], ["LONG"], ["SHORT", "LONG"]])


@st.composite
def proposals(draw: st.DrawFn, gratings: st.SearchStrategy[list[str]] = NO_GRATINGS) -> Proposal:
    """Draw up to six targets, nine observations and four links, listed and linked at random."""
    count = draw(st.integers(1, 6))
    anyone = st.integers(1, count + 1)
    return model_of(
        proposal(
            targets=[
                target(
                    number,
                    draw(st.sampled_from(["NGC", "NGC SKY"])),
                    required=draw(st.booleans()),
                    background=draw(st.lists(anyone, max_size=3)),
                )
                for number in range(1, count + 1)
            ],
            observations=[
                mrs(number, draw(anyone), gratings=draw(gratings))
                for number in range(1, draw(st.integers(1, 9)) + 1)
            ],
            links=[
                group(
                    *draw(st.lists(st.integers(1, 10), max_size=5)),
                    sequence=draw(st.booleans()),
                    non_interruptible=draw(st.booleans()),
                )
                for _ in range(draw(st.integers(0, 4)))
            ],
        )
    )


@given(proposals())
def test_the_pairs_are_the_held_skies_and_others_only_for_a_fault(drawn: Proposal) -> None:
    graph = build_graph(drawn, mode_named("miri-mrs"))
    for science in graph.sciences:
        listed = {r.number for r in science.target.backgrounds} if science.target else set()
        listed -= {science.observation.target.number}
        skies = {o.number: o for o in drawn.observations if o.target.number in listed}
        together = [x for x in drawn.links.groups if science.number in x.members]
        linked = {n for x in together for n in x.members} & {*skies}
        held = {n for x in together if x.non_interruptible for n in x.members} & {*skies}
        found = {sky.number: bond for bond in science.bonds for sky in bond.skies}
        assert held <= {*found} <= {*skies}
        assert {n for n, bond in found.items() if bond.held} == held
        if not held:
            for number in listed:
                own = {n for n, o in skies.items() if o.target.number == number}
                assert {*found} & own == (linked & own or own)


@given(proposals())
def test_complexes_partition_the_observations(drawn: Proposal) -> None:
    graph = build_graph(drawn, mode_named("miri-mrs"))
    complexes = {graph.connected_to(observation) for observation in drawn.observations}
    assert sorted(n for part in complexes for n in part) == [o.number for o in drawn.observations]


@given(proposals())
def test_no_observation_is_lost_between_the_sides(drawn: Proposal) -> None:
    graph = build_graph(drawn, mode_named("miri-mrs"))
    sides = {s.number for s in graph.sciences} | {o.number for o in graph.skies}
    suspected = {suspicion.sky.number for suspicion in graph.suspicions}
    assert sides | suspected == {o.number for o in drawn.observations}
    assert not suspected & sides


@given(proposals(GRATINGS), st.lists(st.lists(st.integers(1, 7), max_size=3), max_size=2))
def test_the_pairs_are_those_of_comparing_every_one(
    drawn: Proposal, grouped: list[list[int]]
) -> None:
    groups = tuple(
        TargetGroup(name="G", members=tuple(TargetReference(number=n) for n in members))
        for members in grouped
    )
    meant = drawn.model_copy(update={"target_groups": groups})
    graph = build_graph(meant, mode_named("miri-mrs"))
    sciences = [science.observation for science in graph.sciences]
    assert sorted(numbers(graph)) == sorted(attached_pairs(meant, sciences))


@given(proposals(GRATINGS))
def test_all_pairs_of_a_bond_have_the_same_tie(drawn: Proposal) -> None:
    graph = build_graph(drawn, mode_named("miri-mrs"))
    for bond in (*graph.declared.bonds, *graph.suspected.bonds):
        intents = set()
        for edge in bond.edges():
            both = {edge.science.number, edge.sky.number}
            assert bond.links == tuple(x for x in drawn.links.groups if both <= {*x.members})
            assert edge.science.target_number == bond.science.target_number
            assert edge.sky.target_number == bond.sky.target_number
            meant = graph.science(edge.science.number)
            intents.add(meant and meant.intent)
        assert len(intents) == 1
    for pairs in (graph.declared, graph.suspected):
        within = [bond for background in pairs.backgrounds for bond in background.bonds]
        assert len(within) == len({id(bond) for bond in within})
        for background in pairs.backgrounds:
            numbers = {*background.science_numbers}
            assert all(numbers >= {*bond.science_numbers} for bond in background.bonds)


def test_science_with_additional_skies_has_its_own_bond() -> None:
    document = proposal(
        targets=[target(1, "NGC-1")],
        observations=[
            mrs(1, 1),
            mrs(2, 1),
            mrs(3, 1, special=[offset(10, 0)], label="NGC-1 sky"),
            mrs(4, 1, special=[offset(90, 0)], label="NGC-1 background"),
        ],
        links=[group(1, 2, 3), group(2, 4)],
    )
    suspected = graph_of(document).suspected
    assert [(b.science_numbers, {*b.sky_numbers}) for b in suspected.bonds] == [
        ((1,), {3}),
        ((2,), {3}),
        ((2,), {4}),
    ]


def test_many_like_science_observations_and_skies_are_one_bond() -> None:
    sciences, skies = range(1, 31), range(31, 61)
    document = proposal(
        targets=[target(1, "NGC", background=[2]), target(2, "NGC-SKY", north=90)],
        observations=[*(mrs(n, 1) for n in sciences), *(mrs(n, 2) for n in skies)],
        links=[group(*sciences, *skies)],
    )
    (bond,) = graph_of(document).declared.bonds
    assert (bond.science_numbers, bond.sky_numbers) == (tuple(sciences), frozenset(skies))
    assert graph_of(document).declared.size == bond.size == 900
