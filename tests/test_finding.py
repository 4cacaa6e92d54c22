"""The parts of a finding."""

from __future__ import annotations

from aptcheck.finding import Severity


def test_severities_raise_and_lower_within_their_ends() -> None:
    assert Severity.INFO.raised() is Severity.WARNING
    assert Severity.ERROR.raised() is Severity.ERROR
    assert Severity.INFO.lowered() is Severity.INFO
