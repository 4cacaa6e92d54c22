"""A suppression of the configuration that no longer has an effect."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["StaleEntry"]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class StaleEntry:
    """One ``[[suppress]]`` entry.

    ``file`` is the configuration as seen from the proposal, ``number`` counts its entries from 1,
    ``described`` says what the entry is for; ``ended`` says how it expired, None where it has not.
    """

    file: str
    number: int
    described: str
    ended: str | None = None

    @property
    def label(self) -> str:
        """The entry, as a message begins with it."""
        return f"{self.file}: suppress entry {self.number} ({self.described})"
