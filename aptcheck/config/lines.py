"""The line of a TOML text on which something is set: `tomllib` does not record lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

__all__ = ["line_of"]

#: Longer texts, and those that mention a key more often, are not searched.
_LONGEST = 100_000
_MOST = 100
#: Characters read in total, since each try starts at the top: one second.
_MOST_READ = 2_000_000

Path = Sequence[str | int]


def line_of(text: str, path: Path) -> int | None:
    """Return the line, from 1, on which a key or an entry begins; None if it is not known.

    It is the first line such that the text up to it holds the key.
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
    """Read up to a line, and on to the end of a value that spans several lines.

    Also return how many characters were read, at most ``most``.
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
