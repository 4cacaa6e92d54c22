"""Names in a configuration: the name itself, or a pattern with * and ? as in a shell."""

from __future__ import annotations

from fnmatch import fnmatchcase

__all__ = ["fits"]


def fits(name: str, pattern: str) -> bool:
    """Whether a name matches a pattern; case matters."""
    # A target such as "[KSS2006] 1" is not a pattern: the name itself comes first.
    return name == pattern or fnmatchcase(name, pattern)
