"""JSON keeps its content, and has nothing that a terminal or a runner obeys."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


@given(
    st.recursive(st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT, st.lists)
)
def test_layout_does_not_change_a_list(value: object) -> None:
    assert json.loads(json_text({"key": value}, indent=1)) == {"key": value}


def test_a_list_of_numbers_is_on_one_line() -> None:
    written = json_text({"all": [1, 20], "some": [[0.5, -1e-09], []], "text": [1, "2"]}, indent=1)
    assert written == (
        '{\n "all": [1, 20],\n "some": [\n  [0.5, -1e-09],\n  []\n ],\n'
        ' "text": [\n  1,\n  "2"\n ]\n}'
    )


def test_no_number_is_infinite() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_text(float("inf"))
