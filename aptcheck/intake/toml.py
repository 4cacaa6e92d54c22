"""TOML from a file that may come from anywhere: bounded before `tomllib` sees it.

One dotted key of 32,000 parts takes tomllib 13 s and 4 GB, 40 MB of numbers 29 s, and nested
brackets exceed its recursion limit.
"""

from __future__ import annotations

import re
from typing import Any

from aptcheck.intake.bounds import MAX_DEPTH, MAX_KEY, MAX_TOML, MAX_TOML_TOKENS

__all__ = ["Unbounded", "bounded_toml"]

#: Each repeat matches in one way only, so that unterminated text is scanned just once more. Only
#: classes are possessive: with alternatives that is wrong in Python 3.11.0 to 3.11.4
#: (github.com/python/cpython/issues/106052).
_TOKEN = re.compile(
    r"""
      (?P<block>'''[^']*+(?:'{1,2}(?!')[^']*+)*'{3,5})
    | (?P<text>
          \"\"\"[^"\\]*+(?:(?:\\.|"{1,2}(?!"))[^"\\]*+)*"{3,5}
        | "[^"\\\n]*+(?:\\.[^"\\\n]*+)*"
        | '[^'\n]*+'
      )
    | (?P<comment>\#[^\n]*+)
    | (?P<word>[^\s'"\#.,=\[\]{}]++)
    | (?P<dot>\.)
    | (?P<opens>[\[{])
    | (?P<closes>[\]}])
    | (?P<ends>[=,\n])
    | (?P<broken>['"])
    """,
    re.VERBOSE | re.DOTALL,
)


class Unbounded(ValueError):  # noqa: N818 - the text may well be TOML
    """A text exceeds the bounds; the message is a clause."""

    def __init__(self, reason: str, at: int) -> None:
        super().__init__(reason)
        self.at = at
        """Where in the text, in characters."""


def bounded_toml(text: str) -> dict[str, Any]:
    """Parse TOML.

    Raises
    ------
    Unbounded
        Its brackets or dotted keys nest too deeply, a key or number is too long, or there is too
        much of it.
    ValueError
        It is not valid TOML.
    """
    import tomllib

    _check(text)
    return tomllib.loads(text)


def _check(text: str) -> None:
    """Go through the tokens up to the first invalid one, where tomllib stops too."""
    depth = parts = size = 0
    for number, token in enumerate(_TOKEN.finditer(text), 1):
        kind, at = token.lastgroup, token.start()
        if kind == "broken":
            return
        if kind == "ends":
            parts = 0
        elif kind == "dot":
            parts += 1
        elif kind == "opens":
            depth, parts = depth + 1, 0
        elif kind == "closes":
            depth, parts = depth - 1, 0
        elif kind == "word" and token.end() - at > MAX_KEY:
            raise Unbounded(f"a key or number has more than {MAX_KEY} characters", at)
        size += 0 if kind == "block" else token.end() - at
        if max(depth, parts) > MAX_DEPTH:
            what = "a key has" if parts > MAX_DEPTH else "brackets have"
            raise Unbounded(f"{what} more than {MAX_DEPTH} levels", at)
        if number > MAX_TOML_TOKENS or size > MAX_TOML:
            raise Unbounded("it holds far more than any file of its kind", at)
