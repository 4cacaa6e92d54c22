"""On which line of a TOML text something is set: `tomllib` keeps no places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

__all__ = ["line_of"]

#: A longer text, or one that mentions a key more often, is not searched.
_LONGEST = 100_000
_MOST = 100

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
    return next((n for n in mentions[:_MOST] if _holds(_read(lines, n), path)), None)


def _read(lines: Sequence[str], first: int) -> object:
    """Read up to a line, and on to the end of a value that goes over several."""
    import tomllib

    for last in range(first, min(first + _MOST, len(lines)) + 1):
        try:
            return tomllib.loads("\n".join((*lines[:last], "")))
        except (ValueError, RecursionError):
            continue
    return None


def _holds(value: Any, path: Path) -> bool:  # noqa: ANN401 - whatever TOML can hold
    for part in path:
        if isinstance(value, str):
            return False
        try:
            value = value[part]
        except (LookupError, TypeError):
            return False
    return True
