"""Other things in the proposal do not change the findings of a pair."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings

from aptcheck.finding import Finding, Location
from aptcheck.results import ProposalReport
from aptcheck.testing import FIELD, check
from tests.twins.plans import Plan, plans

_MORE = 50


@settings(max_examples=12, derandomize=True)
@given(plans())
def test_an_image_of_something_else_changes_nothing(plan: Plan) -> None:
    image = {"number": 77, "target": 66, "template": "NircamImaging", "label": "image"}
    elsewhere = {"number": 66, "name": "ELSEWHERE", "north": 90_000, "background": ()}
    one = check(plan.document())
    other = check(plan.beside(Plan((elsewhere,), (image,), ())).document())
    assert [placeless(f) for f in other.findings] == [placeless(f) for f in one.findings]
    assert other.backgrounds == one.backgrounds


@settings(max_examples=12, derandomize=True)
@given(plans())
def test_a_doubled_plan_has_doubled_findings(plan: Plan) -> None:
    once = nameless(plan)
    new = {one["number"]: one["number"] + _MORE for one in plan.observations}
    again = nameless(
        once.renumbered(new, {one["number"]: one["number"] + _MORE for one in plan.targets})
    )
    # Two degrees away, so that no pairs form between them; the angles there differ a little.
    again = replace(again, targets=tuple({**one, "ra": FIELD[0] + 2} for one in again.targets))
    apart = faults(check(once.document())) | faults(check(again.document()))
    assert faults(check(once.beside(again).document())) == apart


def nameless(plan: Plan) -> Plan:
    return plan.named(lambda number: f"OBJECT-{number:03}", lambda number: f"visit {number:03}")


def faults(report: ProposalReport) -> set[tuple[str, str, int]]:
    """Return each fault with each observation it names: some are reported once per proposal."""
    return {(f.code, str(f.severity), number) for f in report.findings for number in involved(f)}


def involved(finding: Finding) -> set[int]:
    """Return all observations of a finding, including those named only by its parts."""
    each = finding.evidence.each if finding.evidence is not None else ()
    own = {finding.observation, *finding.related_observations} - {None}
    return own.union(*((part.observation, *part.related_observations) for part in each))


def placeless(finding: Finding) -> Finding:
    return replace(finding, location=Location())
