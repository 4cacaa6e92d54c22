"""A text of the proposal inside a message."""

from __future__ import annotations

__all__ = ["excerpt"]

_LONGEST = 60


def excerpt(text: str) -> str:
    """Return a text on one line, cut where it is longer than a name or value of APT ever is."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
