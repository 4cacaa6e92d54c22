"""docs/scale.md has the numbers that benchmarks/hats_join.py stored."""

from __future__ import annotations

import json

import pytest

from scripts.scale_page import PAGE, STORED, main, renewed

RESULT = json.loads(STORED.read_text("utf-8"))


def test_the_page_has_the_stored_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["scale_page", "--check"])
    assert main() == 0


def test_another_number_is_noticed() -> None:
    page = PAGE.read_text("utf-8")
    assert renewed(page, RESULT) == page
    RESULT["catalogues"][-1]["joins"][1]["bytes"] += 10**6
    assert renewed(page, RESULT) != page


def test_all_that_the_page_speaks_of_was_measured() -> None:
    assert RESULT["rows"] == 5_000_000
    sizes = [one["largest"] for one in RESULT["catalogues"]]
    assert sizes == [100_000, 1_000_000]
    for one in RESULT["catalogues"]:
        assert [join["fields"] for join in one["joins"]] == [1, 10, 100, 500]
        assert all(join["read"] <= join["partitions"] for join in one["joins"])
