"""Every observation needs a label."""

from __future__ import annotations

import pytest

from aptcheck.testing import check, found, outcome, pair


@pytest.mark.parametrize("label", [None, " "])
def test_an_observation_without_a_label_is_an_info(label: str | None) -> None:
    report = check(pair(sky={"label": label}), select=["OBS"])
    (finding,) = report.findings
    assert (finding.code, finding.severity.value, finding.observation) == ("OBS101", "info", 2)
    assert finding.message == "Observation 2 has no label."


def test_a_label_is_enough() -> None:
    assert found(pair(), select=["OBS"]) == []
    assert outcome(pair(), "OBS101") == ("passed", None)


def test_an_executed_observation_needs_no_label() -> None:
    document = pair(both={"label": None, "status": "COMPLETED"})
    assert found(document, select=["OBS"]) == []
    assert outcome(document, "OBS101")[0] == "not-applicable"
