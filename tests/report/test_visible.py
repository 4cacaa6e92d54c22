"""Text that is shown and not obeyed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.report.visible import one_line, unobeyed, visible
from tests.report.hostile import TEXT
from tests.runners import hidden, obeyed

#: The parts of commands, more often than chance would combine them.
SIGNS = st.text(st.sampled_from("#:[] \t\n\u3000\u00a0\x1b0m;vso.error-é"), max_size=40)
LINES = st.one_of(SIGNS, TEXT.map(visible), st.lists(TEXT.map(one_line)).map("\n".join))


@given(LINES)
def test_no_runner_obeys_what_is_unobeyed(text: str) -> None:
    assert obeyed(unobeyed(text)) == []


@given(LINES)
def test_what_is_unobeyed_stays_so(text: str) -> None:
    assert unobeyed(unobeyed(text)) == unobeyed(text)


@given(TEXT)
def test_one_line_is_one_and_all_is_seen(text: str) -> None:
    line = unobeyed(one_line(text))
    assert not hidden(line)
    assert "\n" not in line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("::error::x", "\\x3a:error::x"),
        ("a\n \t::error::x", "a\n \t\\x3a:error::x"),
        ("\u3000::error::x", "\u3000\\x3a:error::x"),
        ("\x1b[1m::error::x", "\x1b[1m\\x3a:error::x"),
        ("x ##vso[task.complete]", "x #\\x23vso[task.complete]"),
        ("###[error]x", "##\\x23[error]x"),
        ("##teamcity[buildStop]", "#\\x23teamcity[buildStop]"),
    ],
)
def test_a_command_is_shown_with_one_sign_as_its_code(text: str, shown: str) -> None:
    assert unobeyed(text) == shown


@pytest.mark.parametrize("text", ["a::b", "x ::error::y", ": :", "# heading", "## a [b]", "\\x3a:"])
def test_what_is_not_a_command_stays(text: str) -> None:
    assert unobeyed(text) == text
