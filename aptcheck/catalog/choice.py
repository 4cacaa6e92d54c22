"""The words that name catalogues, in upper or lower case; loads nothing."""

from __future__ import annotations

import re
from pathlib import Path

__all__ = ["is_address", "names_file", "understood"]

_WORDS = frozenset({"none", "lock", "irsa", "vizier"})
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def understood(choice: str) -> str:
    """Return a choice as aptcheck spells it: ``IRSA`` is ``irsa``, unless a file has that name."""
    word = choice.strip().lower()
    return word if word in _WORDS and (choice == word or not Path(choice).is_file()) else choice


def is_address(choice: str) -> bool:
    """Whether a choice is the address of a service, with any scheme."""
    return _ADDRESS.match(choice) is not None


def names_file(choice: str) -> bool:
    """Whether a choice is the path of a file, including a lock."""
    return choice not in _WORDS and not is_address(choice)
