"""The bonds of skies that no target declares, and what happens where there are too many."""

from __future__ import annotations

from datetime import datetime
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.background import suspected
from aptcheck.background.graph import Graph
from aptcheck.engine.options import Options
from aptcheck.modes.ramps import elements_of
from aptcheck.results import Outcome
from aptcheck.tasks.check import check_paths
from aptcheck.testing import Document, group, mrs, proposal, target
from tests.background.reading import graph_of
from tests.judging import judged

#: Some science and some skies, each of its own target, and one pair that its name ties.
SCIENCES, SKIES, OWN = (1, 2, 3), (4, 5), (6, 7)


def one_group(**link: Any) -> Document:
    """Put skies that any science of the group may use into it, and a pair beside it."""
    return proposal(
        targets=[
            *(target(n, f"T{n}", north=20 * n) for n in SCIENCES),
            *(target(n, f"SKY-{n}", north=20 * n) for n in SKIES),
            target(OWN[0], "LONE", north=3000),
            target(OWN[1], "LONE-SKY", north=3060),
        ],
        observations=[mrs(n, dithers=None) for n in (*SCIENCES, *SKIES, *OWN)],
        links=[group(*SCIENCES, *SKIES, **link)],
    )


def followed(graph: Graph) -> list[tuple[int, int]]:
    return [edge.numbers for edge in graph.suspected.edges]


@pytest.mark.parametrize("non_interruptible", [True, False])
def test_each_sky_of_a_group_may_serve_each_science(*, non_interruptible: bool) -> None:
    graph = graph_of(one_group(non_interruptible=non_interruptible))
    assert followed(graph) == sorted([*product(SCIENCES, SKIES), OWN])
    assert not graph.unfollowed
    assert graph.unfollowed_size == 0


def test_of_too_many_the_skies_that_may_serve_fewest_are_followed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(suspected, "MOST_PARTS", 5)
    graph = graph_of(one_group())
    assert followed(graph) == [(1, 4), (2, 4), (3, 4), OWN]
    assert [one.sky.number for one in graph.unfollowed] == [5]
    assert graph.unfollowed_size == 3


def test_a_sky_that_is_not_followed_keeps_its_users_and_its_role(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(suspected, "MOST_PARTS", 5)
    graph = graph_of(one_group())
    (sky,) = (one.sky for one in graph.unfollowed)
    assert [science.number for science in graph.users_of(sky)] == [1, 2, 3]
    assert graph.is_background(sky)
    assert graph.is_in_a_pair(sky)
    assert not graph.is_in_a_pair(graph.proposal.observations[0])


def test_what_is_not_followed_is_counted_and_reported_as_not_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = judged(one_group())
    monkeypatch.setattr(suspected, "MOST_PARTS", 1)
    cut = judged(one_group())
    assert whole.scope.pairs == cut.scope.pairs == 7
    assert whole.scope.fields == cut.scope.fields == 3
    undeclared = {"BKG102"}
    for report in (whole, cut):
        numbers = {f.observation for f in report.findings if f.code in undeclared}
        assert numbers == {4, 5, 7}
    reasons = {c.code: c.reason or "" for c in cut.coverage if c.outcome is Outcome.NOT_CHECKED}
    assert reasons["BKG202"].startswith("6 not checked: the proposal has more than 10,000 pairs")
    assert not any(
        "pairs of targets that look like" in (coverage.reason or "") for coverage in whole.coverage
    )


def test_a_sky_that_is_not_followed_is_drawn(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(suspected, "MOST_PARTS", 5)
    options = Options(pictures=True, today=datetime(2026, 11, 1))
    (report,) = check_paths([one_group().write(tmp_path / "group.xml")], options).proposals
    drawn = {field.observation: len(field.science) for field in report.fields}
    assert drawn == {4: 3, 5: 0, 7: 1}


@given(
    st.lists(st.sampled_from(["T", "T-SKY", "SKY", "OTHER", "OTHER-SKY"]), min_size=2, max_size=8),
    st.lists(st.sampled_from(["SHORT", "MEDIUM"]), min_size=8, max_size=8),
    st.lists(st.integers(1, 8), min_size=8, max_size=8),
)
def test_the_science_of_a_loose_group_is_that_of_a_slow_search(
    names: list[str], gratings: list[str], targets: list[int]
) -> None:
    numbers = range(1, len(names) + 1)
    used = [min(targets[n - 1], len(names)) for n in numbers]
    graph = graph_of(
        proposal(
            targets=[target(n, f"{names[n - 1]}{n % 2}", north=40 * n) for n in numbers],
            observations=[mrs(n, used[n - 1], gratings=[gratings[n - 1]]) for n in numbers],
            links=[group(*numbers, non_interruptible=False)],
        )
    )
    skies = {one.sky.number for one in graph.suspicions}
    for one in graph.suspicions:
        if one.tie != "group" or one.own_entry:
            continue
        fitting = {
            o.number
            for o in graph.proposal.observations
            if o.number not in skies
            and o.target_number != one.sky.target_number
            and elements_of(o) & elements_of(one.sky)
        }
        given = [o.number for o in one.sciences]
        assert given == sorted(given)
        assert set(given) <= fitting
        named = graph.proposal.target_of(one.sky)
        assert named is not None
        if not named.name.startswith(("T", "OTHER")):
            assert set(given) == fitting
    bonds = graph.suspected.bonds
    pairs = [(s.number, sky.number) for b in bonds for s in b.sciences for sky in b.skies]
    meant = [(s.number, one.sky.number) for one in graph.suspicions for s in one.sciences]
    assert sorted(pairs) == sorted(meant)
    for bond in bonds:
        assert len({sky.target_number for sky in bond.skies}) == 1
        assert len({science.target_number for science in bond.sciences}) == 1
