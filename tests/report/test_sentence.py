"""A finding in one line."""

from __future__ import annotations

import pytest

from aptcheck.report.sentence import capitalised


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the background is short.", "The background is short."),
        ("measured 3 µJy", "Measured 3 µJy"),
        ("aptcheck.toml: suppress entry 1 hides nothing.", "aptcheck.toml: suppress entry 1 hides nothing."),
        ("../team/rules.toml, line 2", "../team/rules.toml, line 2"),
        ("done.", "Done."),
        ("", ""),
    ],
)  # fmt: skip
def test_a_sentence_begins_with_a_capital_but_not_the_name_of_a_file(
    text: str, expected: str
) -> None:
    assert capitalised(text) == expected
