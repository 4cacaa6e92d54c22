"""JSON as aptcheck writes it: readable, with nothing that a terminal or a runner would obey."""

from __future__ import annotations

import json
import re
from functools import cache

from aptcheck.wording.obeyed import RUNNER_COMMAND, is_hidden

__all__ = ["json_text"]

#: Characters beyond plain ASCII (JSON itself escapes C0), and runners' commands: JSON has both only
#: inside strings.
_UNSAFE = re.compile(rf"[^\n\x20-\x7e]|{RUNNER_COMMAND}")

#: A list of numbers, each on a line of its own; no string of JSON contains a line feed.
_NUMBERS = re.compile(r"\[\n *(-?\d[\d.e+-]*(?:,\n *-?\d[\d.e+-]*)*)\n *\]")
_BREAK = re.compile(r"\n *")


def json_text(value: object, *, indent: int | None = None) -> str:
    """Return a value as JSON; every number in it is finite.

    A list of numbers is on one line, since a finding may have hundreds of observations. Hidden
    characters, and a lone surrogate from a path that is not Unicode, are escaped as in JSON.
    """
    text = _encoder(indent).encode(value)
    if indent:
        text = _NUMBERS.sub(_on_one_line, text)
    return text if _is_plain(text) else _UNSAFE.sub(_escaped, text)


@cache
def _encoder(indent: int | None) -> json.JSONEncoder:
    return json.JSONEncoder(indent=indent, ensure_ascii=False, allow_nan=False)


def _is_plain(text: str) -> bool:
    """Whether nothing in JSON needs to be escaped: most text is so, and this is quick to see."""
    return text.isascii() and "\x7f" not in text and "##" not in text


def _on_one_line(match: re.Match[str]) -> str:
    return f"[{_BREAK.sub(' ', match[1])}]"


def _escaped(match: re.Match[str]) -> str:
    found = match[0]
    if found == "##":
        return "#\\u0023"
    if found == "\x7f":  # which json leaves as it is
        return "\\u007f"
    return json.dumps(found)[1:-1] if is_hidden(found) else found
