"""JSON keeps its content, and has nothing that a terminal or a runner obeys."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from aptcheck.wording.json_words import json_text
from tests.report.hostile import TEXT
from tests.runners import hidden, obeyed


@given(TEXT)
def test_every_text_is_preserved_and_fully_shown(text: str) -> None:
    written = json_text({text: [text]}, indent=1)
    assert json.loads(written) == {text: [text]}
    assert not hidden(written)
    assert obeyed(written) == []


@pytest.mark.parametrize("text", ["é 中文 𝔘 µJy", "# a ## b ### c", "a\\b"])
def test_readable_text_stays_readable(text: str) -> None:
    assert json_text(text) == json.dumps(text, ensure_ascii=False)


@pytest.mark.parametrize(
    ("text", "written"),
    [("\x7f\x9b", "\\u007f\\u009b"), ("\U000e0001", "\\udb40\\udc01"), ("##vso[", "#\\u0023vso[")],
)
def test_obeyed_text_is_escaped(text: str, written: str) -> None:
    assert json_text(text) == f'"{written}"'


def test_no_number_is_infinite() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_text(float("inf"))
