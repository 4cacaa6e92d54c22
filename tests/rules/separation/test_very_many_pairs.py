"""Pairs that all differ: what is not compared one by one is not called clean."""

from __future__ import annotations

import pytest

from aptcheck.contamination import science_in_field
from aptcheck.results import Outcome
from aptcheck.testing import group, mrs, offset, proposal, target
from tests.judging import judged


def many(count, *, shift, north=20):
    """As many science observations as skies, each with an Offset of its own."""
    return proposal(
        targets=[target(1, "NGC", background=[2]), target(2, "NGC-SKY", north=north)],
        observations=[
            mrs(n, 1 if n <= count else 2, special=[offset(shift * n, 0)])
            for n in range(1, 2 * count + 1)
        ],
        links=[group(*range(1, 2 * count + 1))],
    )


def ledger(document, *codes):
    report = judged(document, select=codes)
    return {line.code: line for line in report.coverage if line.code in codes}


def test_beyond_all_bounds_distances_and_overlaps_are_not_checked():
    lines = ledger(many(101, shift=0.1), "BKG601", "BKG602", "BKG603")
    assert {line.outcome for line in lines.values()} == {Outcome.NOT_CHECKED}
    assert "too many" in lines["BKG601"].reason
    assert "too many different fields" in lines["BKG602"].reason


def test_where_all_are_alike_they_are_checked():
    lines = ledger(many(101, shift=0), "BKG601", "BKG602", "BKG603")
    assert {line.outcome for line in lines.values()} == {Outcome.PASSED}


@pytest.mark.parametrize(("most", "reported"), [(4, False), (3, True)])
def test_so_many_fields_that_may_meet_are_swept_and_no_more(monkeypatch, most, reported):
    monkeypatch.setattr(science_in_field, "_MOST_SWEPT", most)
    line = ledger(many(2, shift=1, north=10), "BKG602")["BKG602"]
    assert ("too many different fields" in (line.reason or "")) is reported
