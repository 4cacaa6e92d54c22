"""The order of things in the file changes nothing of what is found."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from aptcheck.finding import Finding, Location
from aptcheck.testing import check
from tests.twins.plans import Plan, plans


def placeless(finding: Finding) -> Finding:
    return replace(finding, location=Location())


@settings(max_examples=150)
@given(plans(), st.randoms(use_true_random=False))
def test_shuffled(plan: Plan, chance: Random) -> None:
    one, other = check(plan.document()), check(plan.shuffled(chance).document())
    assert [placeless(f) for f in other.findings] == [placeless(f) for f in one.findings]
    assert other.backgrounds == one.backgrounds
    assert other.coverage == one.coverage
    assert (other.verdict, other.scope) == (one.verdict, one.scope)
