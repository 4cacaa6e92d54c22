"""The same plan with other numbers has the same findings, under the new numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from aptcheck.finding import Finding, Location
from aptcheck.results import Pair
from aptcheck.testing import check
from tests.twins.plans import Plan, plans


@settings(max_examples=12, derandomize=True)
@given(plans(), st.randoms(use_true_random=False))
def test_the_numbers_of_targets_change_nothing(plan: Plan, chance: Random) -> None:
    numbers = [one["number"] for one in plan.targets]
    new = dict(zip(numbers, chance.sample(range(1, 40), len(numbers)), strict=True))
    one, other = check(plan.document()), check(plan.renumbered(targets=new).document())
    assert Counter(map(said, other.findings)) == Counter(map(said, one.findings))
    assert other.backgrounds == one.backgrounds


def said(finding: Finding) -> object:
    """Return everything except the words, in which targets are listed by number."""
    return replace(finding, message="", fix="", location=Location())


@settings(max_examples=12, derandomize=True)
@given(plans(), st.randoms(use_true_random=False))
def test_observations_are_reported_by_their_new_numbers(plan: Plan, chance: Random) -> None:
    numbers = sorted(one["number"] for one in plan.observations)
    new = dict(zip(numbers, sorted(chance.sample(range(1, 99), len(numbers))), strict=True))
    one, other = check(plan.document()), check(plan.renumbered(observations=new).document())
    assert [carried(f) for f in other.findings] == [carried(f, new) for f in one.findings]


def carried(finding: Finding, new: dict[int, int] | None = None) -> object:
    """Return what is found and where it is reported, under new numbers."""
    numbers = (finding.observation, *finding.related_observations)
    renumbered = tuple(n if n is None or new is None else new[n] for n in numbers)
    return finding.code, finding.severity, finding.target, renumbered


@settings(max_examples=12, derandomize=True)
@given(plans(), st.randoms(use_true_random=False))
def test_numbers_in_another_order_have_the_same_faults(plan: Plan, chance: Random) -> None:
    numbers = [one["number"] for one in plan.observations]
    new = dict(zip(numbers, chance.sample(range(1, 99), len(numbers)), strict=True))
    one, other = check(plan.document()), check(plan.renumbered(observations=new).document())
    # Of several that share a fault the lowest number reports it, and that may now be another.
    assert Counter((f.code, f.severity) for f in other.findings) == Counter(
        (f.code, f.severity) for f in one.findings
    )
    assert {pair_numbers(pair) for pair in other.backgrounds} == {
        tuple(new[number] for number in pair_numbers(pair)) for pair in one.backgrounds
    }


def pair_numbers(pair: Pair) -> tuple[int, ...]:
    return pair.science_observation, pair.background_observation
