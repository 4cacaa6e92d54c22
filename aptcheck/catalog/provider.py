"""What every supplier of catalogue rows can do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from aptcheck.catalog.batch import Batch
from aptcheck.catalog.position import Position
from aptcheck.catalog.survey import Survey

__all__ = ["Provider"]


class Provider(Protocol):
    """A service, a file or a lock, all used in the same way."""

    @property
    def name(self) -> str:
        """Its name in messages: "IRSA", "VizieR", a host, a file name."""
        ...

    @property
    def surveys(self) -> tuple[Survey, ...]:
        """The surveys it can answer for."""
        ...

    @property
    def recipient(self) -> str | None:
        """Who is contacted about the positions, None when nothing leaves the machine."""
        ...

    @property
    def reads_tiles(self) -> bool:
        """Whether the recipient gets no positions, only requests for parts of its files."""
        ...

    def query(self, survey: Survey, radius_deg: float) -> str:
        """Return the ADQL it sends, or for a file what it looks up."""
        ...

    def ask(
        self, survey: Survey, positions: Sequence[Position], radius_deg: float
    ) -> Sequence[Batch]:
        """Return answers that together have each position once. A failure is a batch's reason."""
        ...
