"""The line of a key is the first one with which the text holds it."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from aptcheck.config import lines
from aptcheck.config.lines import line_of

TEXT = """\
# strategy, select
select = [
  "BKG2",
]

[intents.3]
source_class = "strategy"
strategy = "pixel"

[[suppress]]
code = "BKG601"
reason = \"\"\"
code = "no"
\"\"\"
[[suppress]]
code = "BKG602"
"""


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (("select",), 2),
        (("intents", "3"), 6),
        (("intents", "3", "strategy"), 8),
        (("suppress", 0), 10),
        (("suppress", 0, "code"), 11),
        (("suppress", 1), 15),
        (("suppress", 1, "code"), 16),
        (("suppress", 1, "reason"), None),
        (("profile",), None),
        ((), None),
    ],
)
def test_a_line(keys: tuple[str | int, ...], line: int | None) -> None:
    assert line_of(TEXT, keys) == line
    assert line_of(TEXT.replace("\n", "\r\n"), keys) == line


def test_an_absurdly_long_text_is_not_searched() -> None:
    assert line_of("a = 1\n" + "# \n" * 50_000, ("a",)) is None


def test_a_text_that_mentions_a_key_again_and_again_is_not_read_without_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read = 0
    loads = tomllib.loads

    def counted(text: str) -> dict[str, Any]:
        nonlocal read
        read += len(text)
        return loads(text)

    monkeypatch.setattr(tomllib, "loads", counted)
    before = "".join(f"a{n} = 1\n" for n in range(3000))
    inside = "'profile',\n" * 300
    text = f"{before}b = [\n{inside}]\nprofile = 5\n"
    assert line_of(text, ("profile",)) is None
    assert read <= lines._MOST_READ
