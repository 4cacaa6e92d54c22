"""The indentation of a file, taken from the whitespace around an element."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["last_break", "step", "whitespace_before"]

_BLANKS: Final = b" \t\r\n"
_LAST_BREAK = re.compile(rb"(?:\r\n|[\r\n])[ \t]*\Z")


def whitespace_before(xml: bytes, at: int) -> bytes:
    """Return the whitespace directly before a place."""
    size = 256
    while True:
        begin = max(0, at - size)
        piece = xml[begin:at]
        kept = len(piece.rstrip(_BLANKS))
        if kept or not begin:
            return piece[kept:]
        size *= 4


def last_break(blank: bytes) -> bytes:
    """Return the last newline of whitespace and what follows it; empty without a newline."""
    found = _LAST_BREAK.search(blank)
    return b"" if found is None else found[0]


def step(inner: bytes, outer: bytes) -> bytes:
    """Return the extra indentation of a child's line relative to its parent's."""
    deeper, less = inner.lstrip(b"\r\n"), outer.lstrip(b"\r\n")
    return deeper[len(less) :] if deeper.startswith(less) else b""
