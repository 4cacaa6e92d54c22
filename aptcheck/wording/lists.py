"""Several words in a row."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["listed"]


def listed(parts: Iterable[str]) -> str:
    """Return ``a``, ``a and b`` or ``a, b and c``; nothing for no part."""
    *first, last = tuple(parts) or ("",)
    return f"{', '.join(first)} and {last}" if first else last
