"""Makes text safe for a terminal and for the log of a CI runner: shown, not obeyed."""

from __future__ import annotations

import re

from aptcheck.wording.obeyed import RUNNER_COMMAND, is_hidden

__all__ = ["one_line", "shortened", "unobeyed", "unobeyed_markup", "visible"]

_COLOUR = r"\x1b\[[\d;]*m"
#: What runners obey in a line; GitHub also ``::error::`` at its beginning, after any blanks
#: (actions/runner, ActionCommand.cs). GitLab's sections begin with an escape character, which is
#: sent only for our own colours.
_COMMAND = re.compile(
    rf"{RUNNER_COMMAND}|^((?:[^\S\n]|{_COLOUR})*):(?=(?:{_COLOUR})*:)", re.MULTILINE
)


def unobeyed(text: str) -> str:
    """Return lines for a log with every runner's command broken: one sign of it is escaped.

    Call it last, on whole lines: wrapping may move colons to the beginning of a line.
    """
    return _broken(text, "#\\x23", "\\x3a")


def unobeyed_markup(text: str) -> str:
    """Return HTML or SVG that shows the same and holds no runner's command."""
    return _broken(text, "&#35;#", "&#58;")


def _broken(text: str, signs: str, colon: str) -> str:
    """Replace the two signs of a command, or the first of two colons."""
    return _COMMAND.sub(lambda found: signs if found[1] is None else f"{found[1]}{colon}", text)


def visible(text: str) -> str:
    """Return text with every character that a terminal would act on escaped, backslash and code."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_escaped(character) if is_hidden(character) else character for character in text)


def one_line(text: str) -> str:
    """Return visible text without line breaks: every run of white space is one blank."""
    return visible(" ".join(text.split()))


def shortened(text: str, limit: int) -> str:
    """Return visible text on one line, at most ``limit`` characters; a cut ends in an ellipsis."""
    text = one_line(text[: 4 * limit])
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def _escaped(character: str) -> str:
    return character.encode("unicode_escape", "backslashreplace").decode("ascii")
