"""The examples on the pages of the rules: each trips its rule."""

from __future__ import annotations

import pytest

from aptcheck.rules.registry import all_rules
from aptcheck.rules.rule import Rule
from scripts.rule_examples import FOLDER, NO_FILE, finding_of, stored


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_the_example_of_a_rule_trips_it(rule: Rule) -> None:
    example = stored(rule.code)
    if rule.code in NO_FILE:
        assert example is None
        return
    assert example is not None, f"run python -m scripts.find_examples {rule.code}"
    assert finding_of(example, rule.code) is not None


def test_an_example_belongs_to_a_rule() -> None:
    codes = {rule.code for rule in all_rules()}
    assert {path.stem for path in FOLDER.iterdir()} <= codes


def test_an_example_that_is_not_there_is_none() -> None:
    assert stored("BKG999") is None
