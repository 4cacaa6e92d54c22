"""Names for programs that take commands, without anything they would read as syntax."""

from __future__ import annotations

import re

__all__ = ["bare"]

_SYNTAX = re.compile(r"[^\w .,+-]", re.ASCII)


def bare(text: str, longest: int = 80) -> str:
    """Return the letters, digits, blanks and ``. , + - _`` of a text, at most ``longest`` of them.

    To DS9, Aladin and Tcl these mean nothing within quotes or braces; all others are left out.
    """
    return " ".join(_SYNTAX.sub("", " ".join(text.split())).split())[:longest].strip()
