"""Meaningless names can be anything."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings

from aptcheck.finding import Finding, Location
from aptcheck.testing import check
from tests.twins.plans import Plan, plans


@settings(max_examples=12, derandomize=True)
@given(plans())
def test_meaningless_labels_change_nothing(plan: Plan) -> None:
    def targets(number: int) -> str:
        return f"OBJECT-{number:03}"

    one = check(plan.named(targets, lambda number: f"visit {number:03}").document())
    other = check(plan.named(targets, lambda number: f"alpha {number:03}").document())
    assert [placeless(f) for f in other.findings] == [placeless(f) for f in one.findings]


@settings(max_examples=12, derandomize=True)
@given(plans())
def test_a_renamed_target_has_the_same_faults(plan: Plan) -> None:
    def label(number: int) -> str:
        return f"visit {number:03}"

    one = check(plan.named(lambda number: f"OBJECT-{number:03}", label).document())
    other = check(plan.named(lambda number: f"THING-{number:03}", label).document())
    assert [nameless(f) for f in other.findings] == [nameless(f) for f in one.findings]


def placeless(finding: Finding) -> Finding:
    return replace(finding, location=Location())


def nameless(finding: Finding) -> Finding:
    texts = {"message": "", "fix": "", "target": None, "fingerprint": "", "evidence": None}
    return replace(placeless(finding), **texts)  # type: ignore[arg-type]
