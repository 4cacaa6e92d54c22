"""Texts of the proposal inside a sentence."""

from __future__ import annotations

from collections.abc import Iterable

from aptcheck.wording.lists import listed

__all__ = ["excerpt", "named"]

#: Longer than a name or a value of APT ever is.
_LONGEST = 60
#: More names than these make a sentence unreadable.
_MOST = 12


def excerpt(text: str) -> str:
    """Return a text on one line, cut where it is longer than a name or value of APT ever is."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def named(names: Iterable[str]) -> str:
    """List names of the proposal, each once and at most twelve: ``NGC-1, NGC-2 and NGC-3``."""
    return listed([excerpt(name) for name in list(dict.fromkeys(names))[:_MOST]])
