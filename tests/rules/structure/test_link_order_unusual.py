"""A sequence does not list its observations in ascending order."""

from __future__ import annotations

from aptcheck.testing import group, mrs, pair
from tests.judging import faults, findings


def test_a_descending_sequence_is_an_info() -> None:
    (finding,) = findings(pair(links=[group(2, 1)]))
    assert (finding.code, finding.severity.value, finding.observation) == ("APT006", "info", None)
    assert finding.related_observations == (1, 2)
    assert finding.location.trail == "Linking Requirements > Group 1"


def test_an_ascending_sequence_is_clean_though_the_tree_descends() -> None:
    document = pair(science={"number": 2, "target": 1}, sky={"number": 1, "target": 2})
    assert faults(document) == []


def test_the_order_of_a_group_says_nothing() -> None:
    assert faults(pair(links=[group(2, 1, sequence=False)]), select=["APT006"]) == []


def test_two_sequences_are_two_findings_with_their_own_fingerprints() -> None:
    document = pair(more_observations=[mrs(3, 2)], links=[group(2, 1), group(3, 1)])
    prints = {finding.fingerprint for finding in findings(document, select=["APT006"])}
    assert len(prints) == 2
