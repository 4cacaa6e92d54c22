"""Makes proposal text safe for a terminal: what cannot be seen is shown, not sent."""

from __future__ import annotations

import unicodedata

__all__ = ["one_line", "shortened", "visible"]

#: Categories that move a cursor, hide text or turn its direction: control, format, surrogate,
#: private use, line and paragraph separators.
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def visible(text: str) -> str:
    """Return text with every character that a terminal would act on escaped, backslash and code."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        character if unicodedata.category(character) not in _HIDDEN else _escaped(character)
        for character in text
    )


def one_line(text: str) -> str:
    """Return visible text without line breaks: every run of white space is one blank."""
    return visible(" ".join(text.split()))


def shortened(text: str, limit: int) -> str:
    """Return visible text on one line, at most ``limit`` characters; a cut ends in an ellipsis."""
    text = one_line(text[: 4 * limit])
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def _escaped(character: str) -> str:
    return character.encode("unicode_escape", "backslashreplace").decode("ascii")
