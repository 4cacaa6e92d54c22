"""On which line of a TOML text something is set: `tomllib` keeps no places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

__all__ = ["line_of"]

#: A longer text, or one that mentions a key more often, is not searched.
_LONGEST = 100_000
_MOST = 100
#: Characters that are read in all, again and again from the top: a second.
_MOST_READ = 2_000_000

Path = Sequence[str | int]


def line_of(text: str, path: Path) -> int | None:
    """Return the line, from 1, on which a key or an entry begins; None where it cannot be told.

    It is the first line up to which the text, read alone, holds it.
    """
    word = next((part for part in reversed(path) if isinstance(part, str)), None)
    if word is None or len(text) > _LONGEST:
        return None
    lines = text.split("\n")
    mentions = [number for number, line in enumerate(lines, 1) if word in line]
    left = _MOST_READ
    for number in mentions[:_MOST]:
        value, read = _read(lines, number, left)
        if _holds(value, path):
            return number
        left -= read
    return None


def _read(lines: Sequence[str], first: int, most: int) -> tuple[object, int]:
    """Read up to a line, and on to the end of a value that goes over several.

    Also return how many characters were read, which are no more than ``most``.
    """
    import tomllib

    read = 0
    for last in range(first, min(first + _MOST, len(lines)) + 1):
        text = "\n".join((*lines[:last], ""))
        if read + len(text) > most:
            return None, most
        read += len(text)
        try:
            return tomllib.loads(text), read
        except ValueError:
            continue
    return None, read


def _holds(value: Any, path: Path) -> bool:  # noqa: ANN401 - whatever TOML can hold
    for part in path:
        if isinstance(value, str):
            return False
        try:
            value = value[part]
        except (LookupError, TypeError):
            return False
    return True
