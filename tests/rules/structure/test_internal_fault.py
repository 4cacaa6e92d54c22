"""A part of aptcheck failed on this proposal."""

from __future__ import annotations

import pytest

from aptcheck.background.graph import Graph
from aptcheck.engine import judge
from aptcheck.engine.findings import stated
from aptcheck.rules import Context, Severity, Verdicts, rule
from aptcheck.rules.registry import all_rules
from aptcheck.rules.structure.internal_fault import Crash, Overrun, internal_fault
from aptcheck.testing import outcome, pair
from tests.judging import faults


@rule("BKG000", severity=Severity.INFO)
def failing(graph: Graph, context: Context) -> Verdicts:
    """Fail."""
    yield from ()
    raise ZeroDivisionError


def test_a_rule_that_fails_is_reported_and_hides_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = (*all_rules(), failing)
    monkeypatch.setattr(judge, "all_rules", lambda: rules)
    assert faults(pair(links=[])) == ["APT900 error -", "BKG104 error 2"]
    assert outcome(pair(), "BKG000")[0] == "not-checked"
    assert outcome(pair(), "APT900")[0] == "finding"


def test_a_check_without_failures_passes() -> None:
    assert outcome(pair(), "APT900")[0] == "passed"


def test_what_took_too_long_is_one_fault_wherever_it_was() -> None:
    found = [stated(internal_fault, Overrun(where, seconds=300.0)) for where in ("", "rule BKG201")]
    assert [one.severity for one in found] == [Severity.ERROR] * 2
    assert found[0].fingerprint == found[1].fingerprint
    assert found[0].fingerprint != stated(internal_fault, Crash("", "MemoryError")).fingerprint


def test_nothing_silences_the_rule() -> None:
    assert not internal_fault.silenced_by
