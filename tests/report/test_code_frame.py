"""The XML around a finding, under it, bounded and inert."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from aptcheck.finding import Excerpt
from aptcheck.report import Look, render
from aptcheck.results import Report
from tests.report.hostile import TEXT, assert_visible
from tests.report.plain import finding, proposal
from tests.runners import obeyed

FOUND = finding()


def framed(excerpt: Excerpt, width: int = 80) -> list[str]:
    """Return the lines of a report below the place of its finding."""
    one = proposal(FOUND)
    look = Look(width=width, excerpts={(one.path, FOUND.location): excerpt})
    lines = render("text", Report(proposals=(one,)), look=look).splitlines()
    at = next(at for at, line in enumerate(lines) if "1234.xml:812:9" in line)
    return lines[at + 1 : lines.index("", at)]


def test_the_frame_has_numbers_and_a_caret() -> None:
    lines = ("    <a>", "        <b/>", "        <c x='1'/>", "    </a>", "")
    assert framed(Excerpt(first=99, lines=lines, marked=2, caret=8)) == [
        "   99 | <a>",
        "  100 |     <b/>",
        "  101 |     <c x='1'/>",
        "      |     ^",
        "  102 | </a>",
        "  103 |",
    ]


def test_a_long_line_is_moved_so_that_the_caret_is_seen() -> None:
    line = f"{'a' * 300}<b/>{'c' * 300}"
    marked, caret = framed(Excerpt(first=1, lines=(line,), marked=0, caret=300), width=40)
    assert marked.endswith("…")
    assert marked[caret.index("^") :].startswith("<b/>")


@given(
    st.lists(TEXT, min_size=1, max_size=5),
    st.integers(0, 4),
    st.integers(0, 200),
    st.integers(40, 100),
)
@settings(max_examples=60)
def test_nothing_in_it_is_obeyed_and_it_fits(
    lines: list[str], marked: int, caret: int, width: int
) -> None:
    # As they are read: no line has an end of line in it, or what is not Unicode.
    clean = tuple(
        one.replace("\n", "").replace("\r", "").encode("utf-8", "replace").decode() for one in lines
    )
    excerpt = Excerpt(first=9, lines=clean, marked=min(marked, len(clean) - 1), caret=caret)
    one = proposal(FOUND)
    look = Look(width=width, excerpts={(one.path, FOUND.location): excerpt})
    text = render("text", Report(proposals=(one,)), look=look)
    assert_visible(text)
    assert obeyed(text) == []
    for line in text.replace("\\x3a", ":").replace("#\\x23", "##").splitlines():
        assert cell_len(line) <= width


@pytest.mark.parametrize(
    "name", ["concise", "markdown", "json", "html", "github", "sarif", "junit"]
)
def test_no_other_format_has_it(name: str) -> None:
    one = proposal(FOUND)
    excerpt = Excerpt(first=1, lines=("<secret/>",), marked=0, caret=0)
    look = Look(excerpts={(one.path, FOUND.location): excerpt})
    assert "secret" not in render(name, Report(proposals=(one,)), look=look)
