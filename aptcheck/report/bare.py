"""Names for programs that take commands: nothing in them is a command, a quote or a property."""

from __future__ import annotations

import re

__all__ = ["bare"]

_SYNTAX = re.compile(r"[^\w .,+-]", re.ASCII)


def bare(text: str, longest: int = 80) -> str:
    """Return the letters, digits, blanks and ``. , + - _`` of a text, at most so many of them.

    DS9, Aladin and Tcl give no meaning to them within quotes or braces; all others are left out.
    """
    return " ".join(_SYNTAX.sub("", " ".join(text.split())).split())[:longest].strip()
