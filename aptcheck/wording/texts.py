"""Texts of the proposal inside a sentence."""

from __future__ import annotations

from collections.abc import Iterable

from aptcheck.wording.lists import listed

__all__ = ["excerpt", "named"]

#: More characters than any name or value in APT.
_LONGEST = 60
#: More names than this make a sentence unreadable.
_MOST = 4


def excerpt(text: str) -> str:
    """Return a text on one line, cut if it is longer than any name or value in APT."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def named(names: Iterable[str]) -> str:
    """Return ``NGC-1 and NGC-2``, each name once, or four of them: ``..., NGC-4 and 8 more``."""
    distinct = list(dict.fromkeys(names))
    left = len(distinct) - _MOST
    shown = [excerpt(name) for name in distinct[:_MOST]]
    return listed([*shown, f"{left} more"] if left > 0 else shown)
