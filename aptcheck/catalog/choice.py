"""The words that name catalogues, in upper or lower case; loads nothing."""

from __future__ import annotations

import re
from pathlib import Path

__all__ = ["hats_url", "is_address", "names_file", "understood"]

_WORDS = frozenset({"none", "lock", "irsa", "vizier"})
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_MARKED = re.compile(r"hats\+(?=https?://)", re.IGNORECASE)
_SEGMENT = re.compile(r"https?://[^/]+/(?:[^/]+/)*hats(?:/|$)", re.IGNORECASE)


def understood(choice: str) -> str:
    """Return a choice as aptcheck spells it: ``IRSA`` is ``irsa``, unless a file has that name."""
    word = choice.strip().lower()
    return word if word in _WORDS and (choice == word or not Path(choice).is_file()) else choice


def is_address(choice: str) -> bool:
    """Whether a choice is the address of a service, with any scheme."""
    return _ADDRESS.match(choice) is not None


def hats_url(choice: str) -> str | None:
    """Return the http(s) address of a catalogue in HATS form, None for any other choice.

    It is marked, as in ``hats+https://host/path``, or its path has a part ``hats``.
    """
    if _MARKED.match(choice):
        return _MARKED.sub("", choice, count=1)
    return choice if _SEGMENT.match(choice) else None


def names_file(choice: str) -> bool:
    """Whether a choice is the path of a file or a folder, including a lock."""
    return choice not in _WORDS and not is_address(choice)
