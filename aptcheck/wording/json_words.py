"""JSON as aptcheck writes it: readable, and nothing in it is obeyed by a terminal or a runner."""

from __future__ import annotations

import json
import re

from aptcheck.wording.obeyed import RUNNER_COMMAND, is_hidden

__all__ = ["json_text"]

#: What is not plain ASCII (JSON itself escapes C0), and runners' commands: outside of its strings
#: JSON has neither.
_UNSAFE = re.compile(rf"[^\n\x20-\x7e]|{RUNNER_COMMAND}")


def json_text(value: object, *, indent: int | None = None) -> str:
    """Return a value as JSON; every number in it is finite.

    What is hidden, and a lone surrogate of a path that is no Unicode, is escaped as JSON does.
    """
    text = json.dumps(value, indent=indent, ensure_ascii=False, allow_nan=False)
    return _UNSAFE.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    found = match[0]
    if found == "##":
        return "#\\u0023"
    if found == "\x7f":  # which json leaves as it is
        return "\\u007f"
    return json.dumps(found)[1:-1] if is_hidden(found) else found
