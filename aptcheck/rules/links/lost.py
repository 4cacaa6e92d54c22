"""How these rules name observations that were lost before they were taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.wording import agree, numbered

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["lost_words"]


def lost_words(numbers: Sequence[int]) -> str:
    """Return ``observation 2 is withdrawn, skipped or failed``."""
    are = agree(numbers, "is", "are")
    return f"{numbered('observation', numbers)} {are} withdrawn, skipped or failed"
