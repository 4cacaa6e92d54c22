"""Every rule is found, by its code and with its page."""

from __future__ import annotations

import pytest

from aptcheck.rules.registry import all_rules, find_rule


@pytest.mark.parametrize("entry", all_rules(), ids=lambda r: r.code)
def test_every_rule_has_its_page_and_a_subject(entry: object) -> None:
    one = find_rule(getattr(entry, "code", ""))
    assert one is entry
    assert one is not None
    assert one.subject is not None
    for heading in ("## What", "## Why", "## How to fix", "## Source"):
        assert heading in one.page, f"{one.code} lacks {heading}"
    assert one.title.endswith(".")
